// SPDX-License-Identifier: Apache-2.0
/** The program: from arguments to a command, and from settings to a running node. The only module that sees all others. */
@NullMarked
package io.tocsin.app;

import org.jspecify.annotations.NullMarked;
