// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.ExternalAlertState;
import io.tocsin.model.fact.Limits;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.ProviderStatus.Level;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What other tools and providers last told a tenant: their alerts and status pages. Not thread-safe. */
final class ToolBoard {
    private final Judge judge;
    private final Consumer<ProviderState> listener;
    private final Map<String, TreeMap<String, Component>> providers = new TreeMap<>();
    private final Map<String, Holds> holds = new TreeMap<>();

    ToolBoard(Judge judge, Consumer<ProviderState> listener) {
        this.judge = judge;
        this.listener = listener;
    }

    boolean alert(ExternalAlert alert, Instant at) {
        Scope scope = scopeOf(alert);
        String key = alert.tenant() + "/" + alert.tool() + "/" + alert.fingerprint();
        Holds held = holds.computeIfAbsent(key, unused -> new Holds());
        boolean stated = judge.judge(
                scope,
                at,
                held,
                limits -> new ExternalAlertState(
                        scope,
                        at,
                        limits,
                        alert.tool(),
                        alert.fingerprint(),
                        alert.name(),
                        alert.firing(),
                        Words.orEmpty(alert.severity()),
                        alert.summary(),
                        Words.orEmpty(alert.link())));
        if (held.isEmpty()) {
            holds.remove(key);
        }
        return stated;
    }

    private static Scope scopeOf(ExternalAlert alert) {
        if (alert.who().feature() != null) {
            return new Scope(ScopeKind.FEATURE, alert.tenant(), alert.who().feature());
        }
        return alert.who().team() == null
                ? Scope.tenant(alert.tenant())
                : new Scope(ScopeKind.TEAM, alert.tenant(), alert.who().team());
    }

    boolean status(ProviderStatus status, Instant at) {
        Scope scope = new Scope(ScopeKind.PROVIDER, status.tenant(), status.provider());
        providers
                .computeIfAbsent(scope.key(), key -> new TreeMap<>())
                .put(status.component(), new Component(status.level(), Words.orEmpty(status.incident())));
        Holds held = holds.computeIfAbsent(scope.key(), key -> new Holds());
        boolean stated = judge.judge(scope, at, held, limits -> {
            ProviderState state = worst(scope, at, limits);
            listener.accept(state);
            return state;
        });
        if (held.isEmpty()) {
            holds.remove(scope.key());
        }
        return stated;
    }

    private ProviderState worst(Scope scope, Instant at, Limits limits) {
        String name = "";
        Component worst = new Component(Level.OPERATIONAL, "");
        for (Map.Entry<String, Component> entry :
                providers.getOrDefault(scope.key(), new TreeMap<>()).entrySet()) {
            if (entry.getValue().level.compareTo(worst.level) > 0) {
                worst = entry.getValue();
                name = entry.getKey();
            }
        }
        boolean operational = worst.level.compareTo(Level.MAINTENANCE) <= 0;
        return new ProviderState(scope, at, limits, worst.level.name(), name, worst.incident, operational);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(providers.size());
        for (Map.Entry<String, TreeMap<String, Component>> provider : providers.entrySet()) {
            out.writeUTF(provider.getKey());
            out.writeInt(provider.getValue().size());
            for (Map.Entry<String, Component> component : provider.getValue().entrySet()) {
                out.writeUTF(component.getKey());
                out.writeUTF(component.getValue().level.name());
                out.writeUTF(component.getValue().incident);
            }
        }
        out.writeInt(holds.size());
        for (Map.Entry<String, Holds> entry : holds.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
    }

    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            TreeMap<String, Component> components = new TreeMap<>();
            providers.put(in.readUTF(), components);
            for (int parts = in.readInt(); parts > 0; parts--) {
                components.put(in.readUTF(), new Component(Level.valueOf(in.readUTF()), in.readUTF()));
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            holds.put(in.readUTF(), Holds.read(in));
        }
    }

    private record Component(Level level, String incident) {}
}
