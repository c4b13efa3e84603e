// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

/**
 * What a feature needs of models.
 *
 * @param whom the feature
 * @param tier the tier that does for all its calls: {@code small}, {@code medium} or {@code large}; empty when that depends
 * @param urgent false when its work can wait for a batch
 */
public record FeatureNeeds(Whom whom, String tier, boolean urgent) implements Scoped.Entry {}
