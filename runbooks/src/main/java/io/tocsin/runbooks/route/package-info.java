// SPDX-License-Identifier: Apache-2.0
/** The walk along a runbook's Camel route and the edge it ends at. Depends on {@code book} and {@code guard}. */
@NullMarked
package io.tocsin.runbooks.route;

import org.jspecify.annotations.NullMarked;
