// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the owner of a cell lets the others know of it: what people see now, by version, and the last things that
 * happened. Thread-safe.
 */
final class Bulletin implements AutoCloseable {
    private static final int UPDATES = 1_000;

    private final Engine engine;
    private final AutoCloseable listening;
    private final long issue = UUID.randomUUID().getMostSignificantBits();
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final ArrayDeque<Shown> updates = new ArrayDeque<>();
    private long version;

    /** What was shown at a version. */
    private record Shown(long version, Object value, Item item) {}

    Bulletin(Engine engine) {
        this.engine = engine;
        this.listening = engine.listen(this::happened);
    }

    private synchronized void happened(Engine.Update update) {
        updates.add(new Shown(++version, update, Item.of(update)));
        if (updates.size() > UPDATES) {
            updates.remove();
        }
    }

    /** What is new since a version of an issue; everything for another issue. */
    synchronized News since(long ofIssue, long known) {
        look();
        boolean whole = ofIssue != issue || known > version;
        long from = whole ? 0 : known;
        List<Item> items = new ArrayList<>();
        shown.values().stream()
                .filter(one -> one.version() > from && !(whole && one.item().isGone()))
                .forEach(one -> items.add(one.item()));
        if (!whole) {
            updates.stream().filter(one -> one.version() > from).forEach(one -> items.add(one.item()));
        }
        Engine.Ledger ledger = engine.ledger();
        return new News(issue, version, whole, items, ledger.accepted(), ledger.outcomes());
    }

    /** Gives a new version to whatever has changed since the last look. */
    private void look() {
        Set<String> present = new HashSet<>();
        for (LiveAlert alert : engine.alerts()) {
            show(present, Item.Kind.ALERT, alert.id(), alert);
        }
        for (RunbookRun run : engine.runs()) {
            show(present, Item.Kind.RUN, run.id(), run);
        }
        for (Flag flag : engine.flags()) {
            show(present, Item.Kind.FLAG, flag.tenant() + "/" + flag.key(), flag);
        }
        for (Map.Entry<String, Shown> one : shown.entrySet()) {
            Item item = one.getValue().item();
            if (!item.isGone() && !present.contains(one.getKey())) {
                one.setValue(new Shown(++version, "", Item.gone(item.kind(), item.key())));
            }
        }
    }

    private void show(Set<String> present, Item.Kind kind, String key, Object value) {
        String name = kind + "/" + key;
        present.add(name);
        Shown before = shown.get(name);
        if (before == null || !before.value().equals(value)) {
            shown.put(name, new Shown(++version, value, Item.of(kind, key, value)));
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
