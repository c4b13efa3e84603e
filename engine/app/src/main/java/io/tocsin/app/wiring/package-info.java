// SPDX-License-Identifier: Apache-2.0
/** From settings to a running node: loads every file, connects every part, and takes them apart in order. */
@NullMarked
package io.tocsin.app.wiring;

import org.jspecify.annotations.NullMarked;
