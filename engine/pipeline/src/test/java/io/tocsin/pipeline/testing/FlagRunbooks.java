// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.response.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One runbook, {@code downgrade}, that sets the flag {@code llm.tier.<target>}, or calls a target instead. */
public final class FlagRunbooks implements Runbooks {
    /** Modes the route was walked in, in order. */
    public final List<Actuation.Mode> walked = new CopyOnWriteArrayList<>();

    /** Why runs are refused; empty while nothing stands against them. */
    public final List<String> refusals = new ArrayList<>();

    /** What kind of step the route is. */
    public volatile String stepKind = "set";

    /** Whether it calls {@code throttle} at the target {@code gateway}, and {@code release} to take it back. */
    public volatile boolean calls;

    /** How it is taken back. */
    public volatile String inverse = "clears the flag";

    /** What it may call. */
    public final ScriptedTargets targets = new ScriptedTargets();

    /** Why its route says no; empty while it does not. */
    public volatile String refusal = "";

    /** Done in the middle of each walk that acts. */
    public volatile Runnable acting = () -> {};

    private RunbookDescriptor downgrade() {
        return new RunbookDescriptor(
                "downgrade",
                "1",
                "sets the tier to economy",
                inverse,
                stepKind,
                Duration.ofMinutes(30),
                Duration.ofMinutes(10),
                0.5,
                1,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15),
                3,
                3,
                List.of(),
                "approve");
    }

    @Override
    public Optional<RunbookDescriptor> descriptor(String name) {
        return name.equals("downgrade") ? Optional.of(downgrade()) : Optional.empty();
    }

    @Override
    public List<String> refusals(RunbookRun run, Collection<RunbookRun> others, Instant now, boolean stopped) {
        return stopped ? List.of("automations are stopped") : List.copyOf(refusals);
    }

    @Override
    public Targets targets() {
        return targets;
    }

    @Override
    public Actuation walk(RunbookRun run, Actuation.Mode mode) {
        walked.add(mode);
        if (mode == Actuation.Mode.ACT) {
            acting.run();
        }
        if (!refusal.isEmpty()) {
            return new Actuation.Refused(refusal);
        }
        boolean back = mode == Actuation.Mode.REVERT;
        if (calls) {
            String action = back ? "release" : "throttle";
            return new Actuation.Done(
                    List.of(), List.of(new Actuation.Call("gateway", stepKind, action, Map.of("run", run.id()))));
        }
        String value = back ? "" : "economy";
        return new Actuation.Done(
                List.of(new Actuation.Effect("llm.tier." + run.target().id(), value, Map.of("run", run.id()))));
    }
}
