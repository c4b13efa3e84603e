// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Runbooks;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.book.Surroundings;
import io.tocsin.runbooks.guard.GuardRails;
import io.tocsin.runbooks.guard.Judged;
import io.tocsin.runbooks.load.RunbookLoader;
import io.tocsin.runbooks.route.Walker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The runbooks of a folder, walked as Camel routes. Thread-safe; {@link #walk} blocks. */
public final class CamelRunbooks implements Runbooks, AutoCloseable {
    private final Map<String, Runbook> runbooks;
    private final Walker walker;
    private final Targets targets;

    private CamelRunbooks(Map<String, Runbook> runbooks, Walker walker, Targets targets) {
        this.runbooks = Map.copyOf(runbooks);
        this.walker = walker;
        this.targets = targets;
    }

    /** Loads every runbook of a folder, none of which may call anything, and starts its route. */
    public static CamelRunbooks open(Path folder, Surroundings surroundings) {
        return open(folder, surroundings, Targets.NONE);
    }

    /**
     * Loads every runbook of a folder and starts its route.
     *
     * @param targets what routes may call
     * @throws RunbooksInvalid if any file does not load, with every flaw
     * @throws IllegalStateException if Camel does not take a route
     */
    public static CamelRunbooks open(Path folder, Surroundings surroundings, Targets targets) {
        RunbookLoader.Loaded loaded = RunbookLoader.load(folder, targets);
        if (!loaded.flaws().isEmpty()) {
            throw new RunbooksInvalid(loaded.flaws());
        }
        Map<String, Runbook> byName =
                loaded.runbooks().stream().collect(Collectors.toMap(Runbook::name, Function.identity()));
        return new CamelRunbooks(byName, Walker.start(loaded.runbooks(), surroundings), targets);
    }

    /** The names of the runbooks, sorted. */
    public List<String> names() {
        return runbooks.keySet().stream().sorted().toList();
    }

    @Override
    public Optional<RunbookDescriptor> descriptor(String name) {
        return Optional.ofNullable(runbooks.get(name)).map(Runbook::descriptor);
    }

    @Override
    public List<String> refusals(RunbookRun run, Collection<RunbookRun> others, Instant now, boolean stopped) {
        Runbook runbook = runbooks.get(run.runbook());
        return runbook == null
                ? List.of(unknown(run))
                : GuardRails.refusals(Judged.of(run, runbook, others, now, stopped));
    }

    @Override
    public Actuation walk(RunbookRun run, Actuation.Mode mode) {
        Runbook runbook = runbooks.get(run.runbook());
        if (runbook == null) {
            return new Actuation.Refused(unknown(run));
        }
        Optional<String> refusal =
                mode == Actuation.Mode.ACT ? GuardRails.refusalToAct(runbook, run) : Optional.empty();
        return refusal.<Actuation>map(Actuation.Refused::new).orElseGet(() -> walker.walk(runbook, run, mode));
    }

    @Override
    public Targets targets() {
        return targets;
    }

    private static String unknown(RunbookRun run) {
        return "unknown runbook: there is none named " + run.runbook();
    }

    @Override
    public void close() {
        walker.close();
    }
}
