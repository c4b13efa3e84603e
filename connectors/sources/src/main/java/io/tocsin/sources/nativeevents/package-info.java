// SPDX-License-Identifier: Apache-2.0
/** Events in Tocsin's own format. */
@NullMarked
package io.tocsin.sources.nativeevents;

import org.jspecify.annotations.NullMarked;
