// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Decision;
import io.tocsin.model.fact.ProviderState;
import java.util.List;

/**
 * The small stateful session over open alerts, with truth maintenance: a decision holds exactly as long as its reasons.
 * Can be rebuilt at any time by telling it every open alert and provider state again. Confined to one thread.
 */
public interface Correlator extends AutoCloseable {

    /** Tells it an open alert, or what has become of one; an alert that is no longer open is forgotten. */
    void alert(LiveAlert alert);

    /** Tells it a provider's state, replacing what was told before. */
    void provider(ProviderState state);

    /** The decisions that hold now, ordered by alert id and kind; immutable. */
    List<Decision> decide();

    @Override
    void close();
}
