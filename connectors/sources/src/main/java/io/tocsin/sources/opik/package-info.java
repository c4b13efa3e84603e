// SPDX-License-Identifier: Apache-2.0
/** Alerts of Opik. */
@NullMarked
package io.tocsin.sources.opik;

import org.jspecify.annotations.NullMarked;
