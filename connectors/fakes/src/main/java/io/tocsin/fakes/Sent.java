// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;

/**
 * One effect a vendor accepted, as a person would see it in an outbox. Immutable.
 *
 * @param receiver {@code pagerduty}, {@code opsgenie}, {@code jsm} or {@code slack}
 * @param action what was asked for: {@code trigger}, {@code resolve}, {@code create}, {@code post}, ...
 * @param dedupKey PagerDuty's dedup key, Opsgenie's alias, Slack's message ts; empty where the vendor has none
 * @param title the line a person reads first; empty for actions that carry none
 * @param at time of acceptance on the fake's clock
 */
public record Sent(String receiver, String action, String dedupKey, String title, Instant at) {}
