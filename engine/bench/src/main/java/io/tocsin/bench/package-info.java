// SPDX-License-Identifier: Apache-2.0
/** The load harness: measures the product as a process, and the bare parts it is built on. */
@NullMarked
package io.tocsin.bench;

import org.jspecify.annotations.NullMarked;
