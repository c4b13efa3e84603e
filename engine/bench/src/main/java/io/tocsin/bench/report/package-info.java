// SPDX-License-Identifier: Apache-2.0
/** What was measured, beside its limits and under which circumstances. Depends on the JDK and Jackson. */
@NullMarked
package io.tocsin.bench.report;

import org.jspecify.annotations.NullMarked;
