// SPDX-License-Identifier: Apache-2.0
/**
 * The labelled month: weeks of made-up traffic of a made-up company with known troubles in it, run through a whole node on
 * a virtual clock, and a count of what was found, when, and what was cried over nothing. The node never sees a label.
 */
@NullMarked
package io.tocsin.bench.month;

import org.jspecify.annotations.NullMarked;
