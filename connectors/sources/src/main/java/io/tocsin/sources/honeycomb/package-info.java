// SPDX-License-Identifier: Apache-2.0
/** Triggers of Honeycomb. */
@NullMarked
package io.tocsin.sources.honeycomb;

import org.jspecify.annotations.NullMarked;
