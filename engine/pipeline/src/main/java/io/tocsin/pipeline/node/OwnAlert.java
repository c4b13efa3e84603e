// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Origin;
import io.tocsin.pipeline.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How the engine is told of a trouble of its own: by a signal, as of an alert of another tool, so that a rule does the
 * rest. The engine's own open alert says what it was told last, also by an earlier life or another member. Thread-safe.
 *
 * @param engine who is told
 * @param tenant whose people hear of it
 * @param rule the rule that judges it
 * @param name what the rule knows it by
 * @param fingerprint which one of that name
 * @param severity a word
 */
record OwnAlert(Engine engine, String tenant, String rule, String name, String fingerprint, String severity) {

    private static final String OURS = Origin.ENGINE + "/";

    /** Whether the engine's last word is that the trouble is there. */
    boolean told() {
        return told(engine, tenant, rule).anyMatch(fingerprint::equals);
    }

    /** The fingerprints of the troubles of which that is so, of one rule. */
    static Stream<String> told(Engine engine, String tenant, String rule) {
        return engine.alerts().stream()
                .filter(alert -> alert.state().open() && alert.alert().rule().equals(rule))
                .map(LiveAlert::alert)
                .filter(alert -> alert.scope().tenant().equals(tenant))
                .filter(alert -> alert.facet().startsWith(OURS))
                .map(alert -> alert.facet().substring(OURS.length()));
    }

    /** Tells it that the trouble began, or that it is over. */
    void tell(boolean firing, String summary, Instant since, Instant now) {
        String id = fingerprint + "/" + (firing ? "away/" : "back/") + now.toEpochMilli();
        engine.accept(List.of(new ExternalAlert(
                new Origin(id, now, Origin.ENGINE, tenant),
                Attribution.NONE,
                Origin.ENGINE,
                fingerprint,
                name,
                firing,
                severity,
                summary,
                Double.NaN,
                Double.NaN,
                since,
                firing ? null : now,
                Map.of(),
                null)));
    }
}
