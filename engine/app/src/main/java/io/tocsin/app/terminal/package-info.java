// SPDX-License-Identifier: Apache-2.0
/** How the program talks to the person who started it: words, tables, colours, exit codes. Depends on picocli only. */
@NullMarked
package io.tocsin.app.terminal;

import org.jspecify.annotations.NullMarked;
