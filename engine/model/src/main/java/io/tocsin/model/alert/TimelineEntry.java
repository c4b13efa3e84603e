// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import java.time.Instant;

/**
 * One line of an alert's history.
 *
 * @param at log time
 * @param kind what happened, in one word such as {@code fired}, {@code paged}, {@code approved}
 * @param text one sentence for people
 */
public record TimelineEntry(Instant at, String kind, String text) {}
