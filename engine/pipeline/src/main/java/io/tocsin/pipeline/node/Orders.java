// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.tenant.AlertBoard;
import java.util.Collection;

/** Whom a command is for. */
final class Orders {
    /** The tenant that answers for all of them, and for alerts and runs that nobody knows. */
    static final String ANYBODY = "default";

    private Orders() {}

    /** The tenant of the alert or the run that a command names, else {@link #ANYBODY}. */
    static String tenant(Command command, AlertBoard alerts, Collection<RunbookRun> runs) {
        if (command instanceof Command.Acknowledge acknowledge) {
            return alerts.alert(acknowledge.alertId())
                    .map(alert -> alert.alert().scope().tenant())
                    .orElse(ANYBODY);
        }
        String id = runId(command);
        return runs.stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .map(run -> run.target().tenant())
                .orElse(ANYBODY);
    }

    private static String runId(Command command) {
        if (command instanceof Command.Approve approve) {
            return approve.runId();
        } else if (command instanceof Command.Deny deny) {
            return deny.runId();
        }
        return command instanceof Command.Revert revert ? revert.runId() : "";
    }
}
