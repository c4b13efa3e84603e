// SPDX-License-Identifier: Apache-2.0
/** Every door by name. One package per tool; {@code wire} holds what they share. */
@NullMarked
package io.tocsin.sources;

import org.jspecify.annotations.NullMarked;
