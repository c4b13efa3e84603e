// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a {@code pagerduty:} endpoint does with each exchange. */
public enum PagerDutyOperation {
    /** Opens an incident, or appends to the open one with the same dedup key. */
    TRIGGER,
    /** Says that somebody or something works on the incident. */
    ACKNOWLEDGE,
    /** Closes the incident. */
    RESOLVE,
    /** Records a change on the service's timeline; notifies nobody. */
    CHANGE;

    static PagerDutyOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pagerduty operation must be one of "
                        + Arrays.stream(values())
                                .map(PagerDutyOperation::wireName)
                                .collect(Collectors.joining(", "))
                        + ", was " + name));
    }

    /** The name in the endpoint URI and, but for {@code change}, in {@code event_action}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return this == CHANGE ? "/v2/change/enqueue" : "/v2/enqueue";
    }
}
