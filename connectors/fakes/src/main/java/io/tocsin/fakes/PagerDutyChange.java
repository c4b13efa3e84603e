// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;

/**
 * A change event PagerDuty accepted: it shows on the service's timeline and never notifies. Immutable.
 *
 * @param integration the last four characters of the routing key
 * @param summary what changed
 * @param source where; empty when the event did not say
 * @param at time of acceptance
 */
public record PagerDutyChange(String integration, String summary, String source, Instant at) {}
