// SPDX-License-Identifier: Apache-2.0
/** Incidents of PagerDuty: what people did with our pages, and what others told. */
@NullMarked
package io.tocsin.sources.pagerduty;

import org.jspecify.annotations.NullMarked;
