// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import java.time.Instant;

/**
 * One page as a vendor's stand-in received it.
 *
 * @param at when, virtual time
 * @param receiver who received it
 * @param action {@code trigger}, {@code acknowledge}, {@code resolve} or {@code update}
 * @param dedupKey the alert
 * @param title the line a person reads first
 */
record Outbound(Instant at, String receiver, String action, String dedupKey, String title) {}
