// SPDX-License-Identifier: Apache-2.0
/** Issues that New Relic's workflows tell. */
@NullMarked
package io.tocsin.sources.newrelic;

import org.jspecify.annotations.NullMarked;
