// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.decision.Flag;
import io.tocsin.model.fact.ProviderState;
import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tenant as a checkpoint holds it; {@code past} is null in those of the first version. */
public record TenantState(
        List<Episode.Written> episodes,
        @Nullable List<PastEpisodes.Ended> past,
        List<Run.Written> runs,
        List<Flag> flags,
        List<RecentChanges.Noted> changes,
        List<Provider> providers,
        Map<Integer, Long> seen,
        String stopReason) {

    /** Copies the collections. */
    public TenantState {
        episodes = List.copyOf(episodes);
        past = past == null ? null : List.copyOf(past);
        runs = List.copyOf(runs);
        flags = List.copyOf(flags);
        changes = List.copyOf(changes);
        providers = List.copyOf(providers);
        seen = new TreeMap<>(seen);
    }

    /** A provider's state without the limits, which are not state. */
    record Provider(Scope scope, Instant at, String level, String component, String incident, boolean operational) {

        static Provider of(ProviderState state) {
            return new Provider(
                    state.scope(), state.at(), state.level(), state.component(), state.incident(), state.operational());
        }

        ProviderState state() {
            return new ProviderState(scope, at, name -> Double.NaN, level, component, incident, operational);
        }
    }
}
