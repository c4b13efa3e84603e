// SPDX-License-Identifier: Apache-2.0
/** The fault catalogue: each fault is done to real processes, and a test says what must be true afterwards. */
@NullMarked
package io.tocsin.faults;

import org.jspecify.annotations.NullMarked;
