// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.pipeline.Engine;
import io.tocsin.runbooks.book.Surroundings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What runbooks may ask about the present. They are made before the engine they ask; a question that comes while the
 * engine starts waits until it has started. Thread-safe.
 */
public final class Present implements Surroundings {
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();

    /** The engine has started. */
    public void is(Engine started) {
        engine.complete(started);
    }

    @Override
    public Optional<LiveAlert> alert(String id) {
        return engine.join().alert(id);
    }

    @Override
    public Optional<Flag> flag(String tenant, String key) {
        return engine.join().flag(tenant, key);
    }
}
