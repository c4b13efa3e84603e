// SPDX-License-Identifier: Apache-2.0
/** What models cost and can hold: the price book, its cards and its lint. Depends on the vocabulary and YAML only. */
@NullMarked
package io.tocsin.pipeline.pricing;

import org.jspecify.annotations.NullMarked;
