// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.tenant.AlertBoard;
import java.util.Collection;

/** Whom a command is for. */
final class Orders {
    /** The tenant that answers for all of them, and for alerts and runs that nobody knows. */
    private static final String ANYBODY = "default";

    private Orders() {}

    /** The tenant of the alert or the run that a command is about, else {@link #ANYBODY}. */
    static String tenant(Command command, AlertBoard alerts, Collection<RunbookRun> runs) {
        if (!(command instanceof Command.OfOne one)) {
            return ANYBODY;
        }
        String id = one.about();
        return alerts.alert(id)
                .map(alert -> alert.alert().scope())
                .or(() -> runs.stream()
                        .filter(run -> run.id().equals(id))
                        .map(RunbookRun::target)
                        .findFirst())
                .map(scope -> scope.tenant())
                .orElse(ANYBODY);
    }
}
