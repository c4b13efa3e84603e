// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine.Update;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What this member shows of one cell, as its owner last told. It stays when the owner is gone, until the next one tells.
 * Written by one thread, read by any.
 */
final class Board {
    final Map<String, LiveAlert> alerts = new ConcurrentHashMap<>();
    final Map<String, RunbookRun> runs = new ConcurrentHashMap<>();
    final Map<String, Flag> flags = new ConcurrentHashMap<>();
    volatile long accepted;
    volatile Map<String, Long> outcomes = Map.of();
    private long issue;
    private long version;

    long issue() {
        return issue;
    }

    long version() {
        return version;
    }

    /** Takes what is new; tells what has happened. */
    void take(News news, Consumer<Update> listener) {
        if (news.whole()) {
            alerts.clear();
            runs.clear();
            flags.clear();
        }
        news.items().forEach(item -> take(item, listener));
        accepted = news.accepted();
        outcomes = Map.copyOf(news.outcomes());
        issue = news.issue();
        version = news.version();
    }

    private void take(Item item, Consumer<Update> listener) {
        switch (item.kind()) {
            case ALERT -> put(alerts, item, item.isGone() ? null : item.alert());
            case RUN -> put(runs, item, item.isGone() ? null : item.run());
            case FLAG -> put(flags, item, item.isGone() ? null : item.flag());
            case UPDATE -> listener.accept(item.update());
        }
    }

    private static <T> void put(Map<String, T> map, Item item, @org.jspecify.annotations.Nullable T value) {
        if (value == null) {
            map.remove(item.key());
        } else {
            map.put(item.key(), value);
        }
    }
}
