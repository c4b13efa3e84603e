// SPDX-License-Identifier: Apache-2.0
/** Pages as PagerDuty events, over the {@code pagerduty:} component. */
@NullMarked
package io.tocsin.receivers.pagerduty;

import org.jspecify.annotations.NullMarked;
