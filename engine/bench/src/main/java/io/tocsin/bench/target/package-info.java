// SPDX-License-Identifier: Apache-2.0
/** The process under test: starting, waiting, stopping, and what it costs. Depends on the JDK. */
@NullMarked
package io.tocsin.bench.target;

import org.jspecify.annotations.NullMarked;
