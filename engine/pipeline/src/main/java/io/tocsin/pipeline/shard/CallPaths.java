// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.window.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of one shard's calls, and the ones that were used since sums were last sent. Not thread-safe. */
final class CallPaths {
    private static final int MAX_PATHS = 20_000;

    private final Map<CallPath.Key, CallPath> paths = new HashMap<>();
    private final List<CallPath> touched = new ArrayList<>();
    private final PriceBook prices;
    private final ScopeNames names;
    private final PartialSums sums;

    CallPaths(PriceBook prices, ScopeNames names, PartialSums sums) {
        this.prices = prices;
        this.names = names;
        this.sums = sums;
    }

    /** The path of a call; the one its user took last is looked at first. */
    CallPath of(LlmCall call, @Nullable CallPath last) {
        if (last != null && last.matches(call)) {
            return last;
        }
        return paths.computeIfAbsent(
                CallPath.Key.of(call), key -> new CallPath(key, prices.card(call.model(), call.at()), names));
    }

    /** Adds one call. */
    void add(CallPath path, LlmCall call) {
        path.add(SpendWindow.minute(call.at()), call);
        path.latency(call, sums);
        if (!path.touched) {
            path.touched = true;
            touched.add(path);
        }
    }

    /** Says who spent on a path: users of a feature, or of a team that names no feature. */
    void spent(CallPath path, String user, long nanoUsd, long tokens) {
        if (path.feature != null) {
            sums.of(path.feature).spender(user, nanoUsd);
            return;
        }
        sums.of(path.tenant).spender(user, nanoUsd);
        if (path.team != null) {
            sums.of(path.team).spender(user, nanoUsd);
        }
        if (path.pool != null) {
            sums.of(path.pool).spender(user, tokens);
        }
    }

    /** Spreads what was gathered over the wide scopes. */
    void spread() {
        for (CallPath path : touched) {
            long nanoUsd = total(path, Counters.NANO_USD);
            spread(path, path.tenant, nanoUsd);
            if (path.team != null) {
                spread(path, path.team, nanoUsd);
            }
            if (path.feature != null) {
                spread(path, path.feature, nanoUsd);
            }
            if (path.pool != null) {
                long tokens = total(path, Counters.TOKENS);
                sums.of(path.pool).spender(path.feature == null ? "" : path.feature.label(), tokens);
            }
            path.sent();
        }
        touched.clear();
        if (paths.size() > MAX_PATHS) {
            paths.clear();
        }
    }

    private void spread(CallPath path, Scope scope, long nanoUsd) {
        PartialSums.Partial partial = sums.of(scope);
        path.minutes.forEach(partial::add);
        partial.model(path.key.model(), nanoUsd);
        if (path.feature != null && !scope.equals(path.feature)) {
            partial.spender(path.feature.label(), nanoUsd);
        }
    }

    private static long total(CallPath path, int column) {
        return path.minutes.values().stream().mapToLong(row -> row[column]).sum();
    }
}
