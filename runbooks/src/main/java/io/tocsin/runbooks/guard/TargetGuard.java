// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.scope.Scope;
import io.tocsin.runbooks.book.Runbook;
import java.util.Optional;

/** A guard that looks at the target alone, so that the route can ask it again. */
@FunctionalInterface
interface TargetGuard extends Guard {
    /** A sentence for people; empty when the runbook may act on the target. */
    Optional<String> refusal(Runbook runbook, Scope target);

    @Override
    default Optional<String> refusal(Judged judged) {
        return refusal(judged.runbook(), judged.run().target());
    }
}
