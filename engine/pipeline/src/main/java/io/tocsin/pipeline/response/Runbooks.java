// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import io.tocsin.model.response.RunbookRun;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The automations of this installation and the guard rails that run them. Thread-safe. */
public interface Runbooks {

    /** What a runbook may do; empty when there is none of that name. */
    Optional<RunbookDescriptor> descriptor(String name);

    /**
     * Why a run may not go on now, in words for people; empty when nothing stands against it. Pure: the answer depends on
     * the arguments alone, so that a replay decides as production did.
     *
     * @param run the run to judge
     * @param others every other run of the last 24 hours, any runbook
     * @param now log time
     * @param stopped whether the kill switch is on
     */
    List<String> refusals(RunbookRun run, Collection<RunbookRun> others, Instant now, boolean stopped);

    /** Walks the runbook's route, which collects what is to be done and does nothing. Blocks; never throws. */
    Actuation walk(RunbookRun run, Actuation.Mode mode);

    /** What their routes may call. */
    default Targets targets() {
        return Targets.NONE;
    }
}
