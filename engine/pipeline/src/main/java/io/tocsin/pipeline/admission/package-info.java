// SPDX-License-Identifier: Apache-2.0
/** What applications ask of budgets before they spend, and what comes of it. Depends on threshold. */
@NullMarked
package io.tocsin.pipeline.admission;

import org.jspecify.annotations.NullMarked;
