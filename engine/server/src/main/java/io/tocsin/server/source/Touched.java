// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts a delivery woke, as far as can be told from outside the fold. Of a tool's alert and of a provider's status it is
 * exact: the alert is known by the tool's fingerprint, or by the provider. Of calls and metrics it is those that began within a
 * minute about the same team, feature, user or session; others may have a part in them.
 */
public final class Touched {
    private static final int MOST = 50;
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofMinutes(1);

    private Touched() {}

    /** What signals are about: facets of tools' alerts, and keys of scopes. */
    public static Set<String> by(Collection<Signal> signals) {
        Set<String> touched = new LinkedHashSet<>();
        for (Signal signal : signals) {
            if (touched.size() >= MOST) {
                break;
            }
            if (signal instanceof ExternalAlert alert) {
                touched.add(facet(alert.tenant(), alert.tool() + "/" + alert.fingerprint()));
            } else if (signal instanceof ProviderStatus status) {
                add(touched, ScopeKind.PROVIDER, signal.tenant(), status.provider());
            } else {
                Attribution who = signal.who();
                add(touched, ScopeKind.TEAM, signal.tenant(), who.team());
                add(touched, ScopeKind.FEATURE, signal.tenant(), who.feature());
                add(touched, ScopeKind.USER, signal.tenant(), who.user());
                add(touched, ScopeKind.SESSION, signal.tenant(), who.session());
            }
        }
        return touched;
    }

    private static void add(Set<String> touched, ScopeKind kind, String tenant, @Nullable String id) {
        if (id != null && !id.isBlank()) {
            touched.add(new Scope(kind, tenant, id).key());
        }
    }

    private static String facet(String tenant, String facet) {
        return "alert " + tenant + " " + facet;
    }

    /** Whether a delivery woke an alert, or reached it while it was awake. */
    public static boolean woke(DeliveryRecord delivery, LiveAlert live) {
        Alert alert = live.alert();
        Instant latest = delivery.at().plus(AFTER);
        Instant earliest = delivery.at().minus(BEFORE);
        if (live.startsAt().isAfter(latest)) {
            return false;
        }
        Instant over = live.resolvedAt();
        if (delivery.touched().contains(facet(alert.scope().tenant(), alert.facet()))) {
            return over == null || !over.isBefore(earliest);
        }
        return delivery.touched().contains(alert.scope().key())
                && (!live.startsAt().isBefore(earliest)
                        || over == null && alert.scope().kind() == ScopeKind.PROVIDER);
    }
}
