// SPDX-License-Identifier: Apache-2.0
/**
 * The commands. Those that talk to a running server load no engine; {@link io.tocsin.app.terminal.Console} is the only place
 * that writes to the terminal.
 */
@NullMarked
package io.tocsin.app.cli;

import org.jspecify.annotations.NullMarked;
