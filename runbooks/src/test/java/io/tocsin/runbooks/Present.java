// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertClass;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.Severity;
import io.tocsin.model.decision.Flag;
import io.tocsin.runbooks.book.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Surroundings that a test arranges. */
public final class Present implements Surroundings {
    private final Map<String, LiveAlert> alerts = new ConcurrentHashMap<>();
    private final Map<String, Flag> flags = new ConcurrentHashMap<>();

    /** The alert of {@link Runs} fires, with contexts of so many tokens in its evidence. */
    public Present contexts(double tokens) {
        return alert(List.of(new Evidence("contextTokens > limit", "contextTokens", tokens, 50_000)), Map.of());
    }

    /** The alert of {@link Runs} fires, with these labels. */
    public Present labelled(Map<String, String> labels) {
        return alert(List.of(), labels);
    }

    private Present alert(List<Evidence> evidence, Map<String, String> labels) {
        Alert alert = new Alert(
                "cost.hourly-spend-spike",
                AlertClass.COST,
                Severity.CRITICAL,
                Runs.SEARCH,
                "",
                "",
                labels,
                evidence,
                "",
                List.of(),
                0,
                412,
                "tier-downgrade",
                true,
                false,
                false);
        alerts.put(
                Runs.ALERT,
                new LiveAlert(
                        Runs.ALERT, alert, AlertState.FIRING, Runs.NOW, Runs.NOW, null, null, List.of(), List.of()));
        return this;
    }

    /** A flag is in force; an empty decision leaves out who set it. */
    public Present flag(String key, String value, String decisionId) {
        Map<String, String> metadata = decisionId.isEmpty() ? Map.of() : Map.of("decisionId", decisionId);
        flags.put(key, new Flag("default", key, value, value, "TARGETING_MATCH", metadata, Runs.NOW, null));
        return this;
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        return Optional.ofNullable(flags.get(key));
    }
}
