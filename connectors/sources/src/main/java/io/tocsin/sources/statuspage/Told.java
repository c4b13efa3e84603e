// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.statuspage;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one body tells about one page. */
record Told(SignalGate gate, String provider, Instant receivedAt) {
    /** The component that stands for all of a page. */
    static final String WHOLE_PAGE = "page";

    private static final Map<String, String> LEVELS = Map.of(
            "operational", "operational",
            "under_maintenance", "maintenance",
            "degraded_performance", "degraded",
            "partial_outage", "partial-outage",
            "major_outage", "major-outage");

    /** The level of a component's status; null when Statuspage documents none of that name. */
    static @Nullable String level(String status) {
        return LEVELS.get(status);
    }

    Optional<Problem> status(
            String component,
            @Nullable String level,
            @Nullable String incident,
            @Nullable String id,
            @Nullable Instant at) {
        if (level == null) {
            return Records.unknown("a status that Statuspage documents");
        }
        gate.draft(SignalType.PROVIDER_STATUS)
                .fit(Field.ID, id)
                .time(Field.AT, Times.plausible(at, receivedAt))
                .fit(Field.PROVIDER, provider)
                .fit(Field.COMPONENT, component)
                .text(Field.LEVEL, level)
                .fit(Field.INCIDENT, incident);
        return gate.admit();
    }
}
