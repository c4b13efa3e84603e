// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.book;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import java.util.Optional;

/** What pre-flight checks may ask about the present. Thread-safe; must not block. */
public interface Surroundings {

    /** The alert a run answers, if it is still known. */
    Optional<LiveAlert> alert(String id);

    /** The decision in force under a key, if there is one. */
    Optional<Flag> flag(String tenant, String key);
}
