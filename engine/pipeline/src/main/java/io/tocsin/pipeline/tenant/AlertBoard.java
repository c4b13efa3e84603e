// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.LiveAlert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The alerts that people see, as they stood when they last moved. Written by the folds, read by any thread. */
public final class AlertBoard {
    private static final Comparator<LiveAlert> NEWEST_FIRST =
            Comparator.comparing(LiveAlert::startsAt).reversed().thenComparing(LiveAlert::id);

    private final ConcurrentHashMap<String, LiveAlert> alerts = new ConcurrentHashMap<>();

    void show(LiveAlert alert) {
        alerts.put(alert.id(), alert);
    }

    void forget(String id) {
        alerts.remove(id);
    }

    /** Every alert that is kept, the newest first. */
    public Collection<LiveAlert> alerts() {
        List<LiveAlert> sorted = new ArrayList<>(alerts.values());
        sorted.sort(NEWEST_FIRST);
        return sorted;
    }

    /** The alert with this id. */
    public Optional<LiveAlert> alert(String id) {
        return Optional.ofNullable(alerts.get(id));
    }
}
