// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operation;

import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;

/** {@code POST /-/reload}: reads the sources of the settings and their secrets again. Thread-safe. */
public final class ReloadEndpoint implements Endpoint {
    private volatile Reload reload = Reload.NONE;

    /** From now on it does this. */
    public void does(Reload what) {
        reload = what;
    }

    @Override
    public void serve(Exchange exchange) {
        exchange.then(
                exchange.context().executeBlocking(reload::reload, true).toCompletionStage(), (outcome, thrown) -> {
                    if (outcome == null) {
                        throw new IllegalStateException("the reload failed", thrown);
                    } else if (outcome.ok()) {
                        StringBuilder out = new StringBuilder("{\"reloaded\":true,\"message\":");
                        JsonText.quote(out, outcome.message());
                        exchange.json(200, out.append('}').toString());
                    } else {
                        exchange.refuse(Refusal.of(
                                422, "reload-failed", outcome.message(), "mend it; what held before still holds"));
                    }
                });
    }
}
