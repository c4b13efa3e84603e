// SPDX-License-Identifier: Apache-2.0
/** What operators and their tools call: alerts, runs, automation, ledger and the stream. Depends on http. */
@NullMarked
package io.tocsin.server.operator;

import org.jspecify.annotations.NullMarked;
