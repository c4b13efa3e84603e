// SPDX-License-Identifier: Apache-2.0
/** Any JSON, read by mappings that an operator writes. */
@NullMarked
package io.tocsin.sources.generic;

import org.jspecify.annotations.NullMarked;
