// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.response;

import io.tocsin.model.alert.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a receiver is asked to tell people: a title that fits a phone and at most five lines.
 *
 * @param action what to do with it at the vendor
 * @param alertId the alert; also the dedup key
 * @param severity how much it matters
 * @param title at most 60 characters, no metric name
 * @param lines the body, at most five lines
 * @param links where to act, label to address, sorted by label; labels such as {@code Ack}, {@code Detail}
 * @param details machine-readable extras, sorted by key
 * @param at log time
 */
public record Page(
        Action action,
        String alertId,
        Severity severity,
        String title,
        List<String> lines,
        Map<String, String> links,
        Map<String, String> details,
        Instant at) {

    /** The longest title, in characters: what a phone shows of a push message. */
    public static final int MAX_TITLE = 60;

    /** Copies the collections. */
    public Page {
        lines = List.copyOf(lines);
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** What to do with the alert at the vendor. */
    public enum Action {
        TRIGGER,
        UPDATE,
        ACKNOWLEDGE,
        RESOLVE
    }
}
