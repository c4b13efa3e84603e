// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.signal.LlmCall;
import io.tocsin.pipeline.pricing.PriceBook;
import java.util.HashMap;
import java.util.Map;

/** The paths that a shard's calls take, a bounded number of them. Not thread-safe. */
final class CallPaths {
    private static final int MAX_PATHS = 4_096;

    private final Map<CallPath.Key, CallPath> paths = new HashMap<>();
    private final PriceBook prices;
    private final ScopeNames names;

    CallPaths(PriceBook prices, ScopeNames names) {
        this.prices = prices;
        this.names = names;
    }

    /** The path of a call. */
    CallPath of(LlmCall call) {
        CallPath.Key key = CallPath.Key.of(call);
        CallPath known = paths.get(key);
        if (known == null) {
            if (paths.size() == MAX_PATHS) {
                paths.clear();
            }
            known = new CallPath(key, prices.card(call.model(), call.at()), prices.family(call.model()), names);
            paths.put(key, known);
        }
        return known;
    }
}
