// SPDX-License-Identifier: Apache-2.0
/** Alerts of Azure Monitor. */
@NullMarked
package io.tocsin.sources.azure;

import org.jspecify.annotations.NullMarked;
