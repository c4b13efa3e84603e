// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A trouble that the engine is told of once it has lasted, and again when it is over. Every member watches, so that
 * whichever is the oldest knows since when; only that one speaks. Not thread-safe.
 */
final class Trouble {
    private final OwnAlert alert;
    private final Duration patience;
    private @Nullable Instant since;

    /**
     * One trouble.
     *
     * @param patience how long it may last before anybody is told
     */
    Trouble(OwnAlert alert, Duration patience) {
        this.alert = alert;
        this.patience = patience;
    }

    /**
     * Says how it is now.
     *
     * @param there whether it is there
     * @param speaks whether this member tells the engine what it does not know yet
     * @param sentence what is told: of the trouble if it is there, else of its end
     */
    void look(Instant now, boolean there, boolean speaks, Supplier<String> sentence) {
        Instant began = since == null || now.isBefore(since) ? now : since;
        boolean late = there && Duration.between(began, now).compareTo(patience) > 0;
        if (speaks && (late || !there) && alert.told() != late) {
            alert.tell(late, sentence.get(), began, now);
        }
        since = there ? began : null;
    }
}
