// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The users or the sessions of one shard: a bounded number. When there is no room for one more, the eighth that has been
 * silent longest is forgotten; never those about which something is held, because their alerts must resolve. Not
 * thread-safe.
 */
final class Residents<T extends Resident> {
    private static final int FORGOTTEN_PART = 8;

    private final int max;
    private final Map<String, Map<String, T>> byTenant = new TreeMap<>();
    private final List<T> kept = new ArrayList<>();
    private final List<T> touched = new ArrayList<>();
    private int size;

    Residents(int max) {
        this.max = max;
    }

    /** Reads one resident back. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Scope scope, DataInput in) throws IOException;
    }

    /** The resident with this name, made if need be. */
    T of(String tenant, String id, Supplier<T> made) {
        Map<String, T> known = byTenant.computeIfAbsent(tenant, key -> new HashMap<>());
        T resident = known.get(id);
        if (resident == null) {
            if (size >= max) {
                makeRoom();
            }
            resident = made.get();
            known.put(id, resident);
            size++;
        }
        return resident;
    }

    @Nullable T find(Scope scope) {
        return byTenant.getOrDefault(scope.tenant(), Map.of()).get(scope.id());
    }

    private void makeRoom() {
        List<T> idle = new ArrayList<>(size);
        for (Map<String, T> known : byTenant.values()) {
            known.values().stream().filter(resident -> !resident.active).forEach(idle::add);
        }
        idle.sort(Comparator.comparingLong(Resident::lastSeen).thenComparing(resident -> resident.scope));
        for (T resident : idle.subList(0, Math.min(idle.size(), max / FORGOTTEN_PART))) {
            Map<String, T> known = byTenant.getOrDefault(resident.scope.tenant(), Map.of());
            known.remove(resident.scope.id());
            size--;
        }
    }

    /** Puts a resident on the list of those to be judged. */
    void touch(T resident) {
        if (!resident.active) {
            resident.active = true;
            touched.add(resident);
        }
    }

    /**
     * Visits everybody on the list: first those who stayed on it, in order of their names, then the newly touched in the
     * order of the log.
     *
     * @param visitor answers whether the resident must stay on the list
     */
    void visit(Predicate<T> visitor) {
        if (!busy()) {
            return;
        }
        List<T> staying = new ArrayList<>();
        for (T resident : kept) {
            visit(resident, visitor, staying);
        }
        for (T resident : touched) {
            visit(resident, visitor, staying);
        }
        touched.clear();
        kept.clear();
        kept.addAll(staying);
        kept.sort(Comparator.comparing(resident -> resident.scope));
    }

    private void visit(T resident, Predicate<T> visitor, List<T> staying) {
        resident.active = visitor.test(resident);
        if (resident.active) {
            staying.add(resident);
        }
    }

    boolean busy() {
        return !kept.isEmpty() || !touched.isEmpty();
    }

    int size() {
        return size;
    }

    /** Forgets those who are silent and not on the list; answers whether there were any. */
    boolean forget(Predicate<T> silent) {
        int before = size;
        size = 0;
        for (Map<String, T> known : byTenant.values()) {
            known.values().removeIf(resident -> !resident.active && silent.test(resident));
            size += known.size();
        }
        byTenant.values().removeIf(Map::isEmpty);
        return size < before;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (Map<String, T> known : byTenant.values()) {
            for (T resident : known.values()) {
                out.writeUTF(resident.scope.tenant());
                out.writeUTF(resident.scope.id());
                resident.write(out);
            }
        }
    }

    void read(DataInput in, ScopeKind kind, Reader<T> reader) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Scope scope = new Scope(kind, in.readUTF(), in.readUTF());
            T resident = reader.read(scope, in);
            byTenant.computeIfAbsent(scope.tenant(), key -> new HashMap<>()).put(scope.id(), resident);
            size++;
            if (!resident.holds.isEmpty() || resident.watched()) {
                resident.active = true;
                kept.add(resident);
            }
        }
        kept.sort(Comparator.comparing(resident -> resident.scope));
    }
}
