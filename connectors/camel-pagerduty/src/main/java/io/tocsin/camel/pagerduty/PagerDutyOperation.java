// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import io.tocsin.camel.vendor.Operation;
import java.util.Locale;

/** What a {@code pagerduty:} endpoint does with each exchange. */
public enum PagerDutyOperation implements Operation {
    /** Opens an incident, or appends to the open one with the same dedup key. */
    TRIGGER,
    /** Says that somebody or something works on the incident. */
    ACKNOWLEDGE,
    /** Closes the incident. */
    RESOLVE,
    /** Records a change on the service's timeline; notifies nobody. */
    CHANGE;

    static PagerDutyOperation of(String name) {
        return Operation.named("pagerduty", values(), name);
    }

    /** The name in the endpoint URI and, but for {@code change}, in {@code event_action}. */
    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return this == CHANGE ? "/v2/change/enqueue" : "/v2/enqueue";
    }
}
