// SPDX-License-Identifier: Apache-2.0
/** What leaves the house and what came of it: pages, deliveries, runbook runs. Depends on {@code scope} and {@code alert}. */
@NullMarked
package io.tocsin.model.response;

import org.jspecify.annotations.NullMarked;
