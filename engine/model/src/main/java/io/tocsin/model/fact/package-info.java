// SPDX-License-Identifier: Apache-2.0
/** What rules see: wide, flat, immutable facts derived from signals. Depends on {@code scope} and {@code signal}. */
@NullMarked
package io.tocsin.model.fact;

import org.jspecify.annotations.NullMarked;
