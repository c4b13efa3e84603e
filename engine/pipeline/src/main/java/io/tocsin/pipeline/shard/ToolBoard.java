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
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.signal.SignalCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What other tools and providers last told a tenant: their alerts and status pages. Not thread-safe. */
final class ToolBoard {
    private static final int WITH_EXPIRING = -1;

    private final Judge judge;
    private final Consumer<ProviderState> listener;
    private final Map<String, TreeMap<String, Component>> providers = new TreeMap<>();
    private final Map<String, Holds> holds = new TreeMap<>();
    private final Map<String, ExternalAlert> expiring = new TreeMap<>();

    ToolBoard(Judge judge, Consumer<ProviderState> listener) {
        this.judge = judge;
        this.listener = listener;
    }

    boolean alert(ExternalAlert alert, Instant at) {
        String key = key(alert);
        if (alert.firing() && alert.endsAt() != null) {
            expiring.put(key, alert);
        } else {
            expiring.remove(key);
        }
        return judge(alert, alert.firing(), at);
    }

    /** Ends what was not told again in time; answers whether there was any. */
    boolean tick(Instant at) {
        List<ExternalAlert> over = expiring.values().stream()
                .filter(alert -> alert.endsAt() != null && !alert.endsAt().isAfter(at))
                .toList();
        for (ExternalAlert alert : over) {
            expiring.remove(key(alert));
            judge(alert, false, at);
        }
        return !over.isEmpty();
    }

    private static String key(ExternalAlert alert) {
        return alert.tenant() + "/" + alert.tool() + "/" + alert.fingerprint();
    }

    private boolean judge(ExternalAlert alert, boolean firing, Instant at) {
        Scope scope = scopeOf(alert);
        String key = key(alert);
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
                        firing,
                        Words.orEmpty(alert.severity()),
                        alert.summary(),
                        Words.orEmpty(alert.link()),
                        alert.labels()));
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
        out.writeInt(WITH_EXPIRING);
        Written.text(out, new String(SignalCodec.write(List.copyOf(expiring.values())), StandardCharsets.UTF_8));
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

    /** Also of a checkpoint that knows of no alerts that expire: it begins with the number of providers. */
    void read(DataInput in) throws IOException {
        int left = in.readInt();
        if (left == WITH_EXPIRING) {
            for (Signal signal : SignalCodec.read(Written.text(in).getBytes(StandardCharsets.UTF_8))) {
                expiring.put(key((ExternalAlert) signal), (ExternalAlert) signal);
            }
            left = in.readInt();
        }
        for (; left > 0; left--) {
            TreeMap<String, Component> components = new TreeMap<>();
            providers.put(in.readUTF(), components);
            for (int parts = in.readInt(); parts > 0; parts--) {
                components.put(in.readUTF(), new Component(Level.valueOf(in.readUTF()), in.readUTF()));
            }
        }
        for (int more = in.readInt(); more > 0; more--) {
            holds.put(in.readUTF(), Holds.read(in));
        }
    }

    private record Component(Level level, String incident) {}
}
