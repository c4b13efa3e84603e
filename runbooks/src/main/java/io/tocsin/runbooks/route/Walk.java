// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.book.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One walk along a route: what the steps may ask and what they leave behind. Effects are collected and never carried out
 * here, in any mode. Confined to the thread that walks; not thread-safe.
 */
final class Walk {
    /** The exchange property it travels in; routes cannot read properties. */
    static final String PROPERTY = "tocsinWalk";

    /** What a parameter writes for the id of the target. */
    static final String TARGET = "{target}";

    private final Runbook runbook;
    private final RunbookRun run;
    private final Actuation.Mode mode;
    private final Surroundings surroundings;
    private final List<String> trace = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Actuation.Effect> effects = new ArrayList<>();
    private final List<Actuation.Call> calls = new ArrayList<>();

    Walk(Runbook runbook, RunbookRun run, Actuation.Mode mode, Surroundings surroundings) {
        this.runbook = runbook;
        this.run = run;
        this.mode = mode;
        this.surroundings = surroundings;
    }

    Runbook runbook() {
        return runbook;
    }

    RunbookRun run() {
        return run;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Whether it takes an effect back; then checks let it pass, because taking back must always be possible. */
    boolean reverting() {
        return mode == Actuation.Mode.REVERT;
    }

    /** A parameter with the id of the target filled in. */
    String fill(String template) {
        return template.replace(TARGET, run.target().id());
    }

    /** Remembers that a node of the route was reached. */
    void reached(String node) {
        trace.add(node);
    }

    /** Remembers what a check could not find out. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Collects an effect; a walk that takes back collects its inverse. */
    void effect(String flag, String value) {
        effects.add(new Actuation.Effect(flag, reverting() ? "" : value, metadata()));
    }

    /** Collects a call. */
    void call(String target, String kind, String action) {
        Map<String, String> values = metadata();
        values.remove("notes");
        values.put("mode", reverting() ? "revert" : "act");
        values.put("tenant", run.target().tenant());
        values.put("scopeKind", run.target().kind().word());
        values.put("scope", run.target().id());
        values.put("leaseSeconds", Long.toString(runbook.descriptor().lease().toSeconds()));
        calls.add(new Actuation.Call(target, kind, action, values));
    }

    /** The nodes reached, in order. */
    List<String> trace() {
        return List.copyOf(trace);
    }

    /** The effects collected, in order. */
    List<Actuation.Effect> effects() {
        return List.copyOf(effects);
    }

    /** The calls collected, in order. */
    List<Actuation.Call> calls() {
        return List.copyOf(calls);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("decisionId", run.id());
        metadata.put("runbook", runbook.name());
        metadata.put("runbookVersion", runbook.descriptor().version());
        metadata.put("target", run.target().label());
        metadata.put("alert", run.alertId());
        surroundings
                .alert(run.alertId())
                .ifPresent(alert -> metadata.put("rule", alert.alert().rule()));
        if (!notes.isEmpty()) {
            metadata.put("notes", String.join("; ", notes));
        }
        return metadata;
    }
}
