// SPDX-License-Identifier: Apache-2.0
/** The laboratory: real servers, what is done to them, what they were asked and what came of it. Sees the program from outside only. */
@NullMarked
package io.tocsin.faults.lab;

import org.jspecify.annotations.NullMarked;
