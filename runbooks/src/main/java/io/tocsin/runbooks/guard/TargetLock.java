// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.scope.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * One run per target, whatever the runbook. A run in doubt keeps its lock, because its effect may be in force.
 *
 * <p>Two scopes of one id are one target: {@code team=search} and {@code feature=search} read the same flag.
 */
final class TargetLock implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        Scope target = judged.run().target();
        return judged.others().stream()
                .filter(other -> other.target().id().equals(target.id()))
                .filter(other -> !other.state().ended() || other.state() == RunbookRun.State.IN_DOUBT)
                .findFirst()
                .map(TargetLock::sentence);
    }

    private static String sentence(RunbookRun other) {
        String state = other.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "lock: run %s of %s on %s is %s"
                .formatted(other.id(), other.runbook(), other.target().label(), state);
    }
}
