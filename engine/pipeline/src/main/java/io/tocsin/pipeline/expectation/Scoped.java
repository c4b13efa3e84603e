// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import io.tocsin.model.signal.Attribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Entries of which the narrowest that covers somebody is the one in force; of two alike the later in the file. Immutable,
 * thread-safe.
 */
final class Scoped<T extends Scoped.Entry> {
    private final List<T> narrowestFirst;

    /** An entry and whom it is for. */
    interface Entry {
        Whom whom();
    }

    Scoped(List<T> inFileOrder) {
        List<T> sorted = new ArrayList<>(inFileOrder.size());
        inFileOrder.forEach(entry -> sorted.add(0, entry));
        sorted.sort(
                Comparator.comparingInt((T entry) -> entry.whom().narrowness()).reversed());
        this.narrowestFirst = List.copyOf(sorted);
    }

    Optional<T> find(String tenant, Attribution who) {
        for (T entry : narrowestFirst) {
            if (entry.whom().covers(tenant, who)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return narrowestFirst.isEmpty();
    }
}
