// SPDX-License-Identifier: Apache-2.0
/** Budgets that applications ask before they spend. Depends on http. */
@NullMarked
package io.tocsin.server.admission;

import org.jspecify.annotations.NullMarked;
