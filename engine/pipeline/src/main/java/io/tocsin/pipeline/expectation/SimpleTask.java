// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

/**
 * Which tier does for simple calls.
 *
 * @param below the complexity, 0 to 10, below which a call is this simple
 * @param tier the tier that does for it
 */
public record SimpleTask(double below, String tier) {}
