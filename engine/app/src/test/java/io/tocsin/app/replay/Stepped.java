// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.pipeline.node.SteppedEngine;
import io.tocsin.pipeline.store.InMemoryStore;
import java.time.Instant;

/** Engines on a virtual clock that tell nobody and do nothing. */
public final class Stepped {
    private Stepped() {}

    /** A new engine on the heap. */
    public static SteppedEngine engine(RuleFiles rules, Instant start) {
        return new SteppedEngine(Nobody.parts(new InMemoryStore(), rules), start);
    }
}
