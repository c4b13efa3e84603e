// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import java.util.Optional;

/** One reason why a run may not go on. Implementations are pure and hold no state. */
@FunctionalInterface
interface Guard {
    /** A sentence with the numbers, for people; empty when nothing stands against the run. */
    Optional<String> refusal(Judged judged);
}
