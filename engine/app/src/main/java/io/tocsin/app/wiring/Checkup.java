// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.ClusterSettings;
import io.tocsin.app.settings.HttpSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.rulebase.RuleInfo;
import io.tocsin.server.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks whether a node would start with these settings, and whether it would tell anybody. Starts nothing. */
public final class Checkup {
    private static final int LEAST_MEMBERS = 3;
    private static final long LITTLE_SPACE = 1L << 30;

    private final Settings settings;
    private final Console console;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** What was found, in the order of a start. */
    public static List<Finding> of(Settings settings, Console console) {
        Checkup checkup = new Checkup(settings, console);
        checkup.look("settings", () -> "right");
        checkup.look("port", checkup::port);
        checkup.look("data", checkup::data);
        checkup.look("cluster", checkup::cluster);
        checkup.look("rules", checkup::rules);
        checkup.look("runbooks", checkup::runbooks);
        checkup.look("mappings", () -> Entrances.mappings(settings).size() + " for the source generic");
        checkup.look("ledger", () -> Ledgers.look(settings));
        checkup.look("sources", checkup::sources);
        checkup.look("receivers", checkup::receivers);
        return List.copyOf(checkup.findings);
    }

    private void look(String what, Supplier<String> check) {
        int before = findings.size();
        try {
            String text = check.get();
            findings.add(before, new Finding(Finding.Verdict.GOOD, what, text, ""));
        } catch (Failure failure) {
            findings.add(before, Finding.wrong(what, failure));
        }
    }

    private void doubt(String what, String text, String hint) {
        findings.add(new Finding(Finding.Verdict.DOUBTFUL, what, text, hint));
    }

    private String port() {
        Port.free("server", settings.server().host(), settings.server().port());
        return settings.server().host() + ":" + settings.server().port() + " is free";
    }

    private String data() {
        Path existing = DataFolder.writable(settings.dataDir());
        long free = free(existing);
        if (free < LITTLE_SPACE) {
            doubt("data", "less than 1 GiB is free on its disk", "A full disk stops intake.");
        }
        return settings.dataDir() + ", " + (free >> 30) + " GiB free";
    }

    private String cluster() {
        ClusterSettings cluster = settings.cluster();
        DataFolder.fit(settings.dataDir(), cluster.enabled());
        if (!cluster.enabled()) {
            return "on its own";
        }
        if (cluster.whole() < LEAST_MEMBERS) {
            doubt(
                    "cluster",
                    "of " + cluster.whole() + " members, one of which may be missing: automations then do not run",
                    "With three members a majority is left when one is missing.");
        }
        if (!cluster.tunnel().enabled() && !HttpSettings.loopback(cluster.host())) {
            doubt(
                    "cluster",
                    "members speak in the clear, and whoever reaches " + cluster.host() + ":" + cluster.port()
                            + " can be one",
                    "Enable cluster.tunnel, unless a mesh or a private network does the same.");
        }
        Port.free("cluster", cluster.host(), cluster.port());
        return "member " + cluster.member().orElse("") + " of " + cluster.whole() + " in " + cluster.name() + "; "
                + cluster.host() + ":" + cluster.port() + " is free";
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new Failure(1, folder + " cannot be looked at: " + e.getMessage(), "");
        }
    }

    private String rules() {
        Ruleset ruleset = Ruleset.look(settings, console);
        ruleset.policy()
                .prices()
                .lint()
                .forEach(finding -> doubt("prices", settings.prices() + ", " + finding.inWords(), ""));
        Set<String> known = Automations.descriptors(settings).stream()
                .map(RunbookDescriptor::name)
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (RuleInfo rule : ruleset.rulebase().rules().values()) {
            if (rule.runbook() != null && !known.contains(rule.runbook())) {
                missing.add(rule.id() + " → " + rule.runbook());
            }
        }
        if (!missing.isEmpty()) {
            doubt(
                    "rules",
                    "runbooks that are not there: " + String.join(", ", missing),
                    "Their alerts page all the same.");
        }
        return ruleset.rulebase().rules().size()
                + " rules; thresholds, prices, budgets and expectations agree with them";
    }

    private String runbooks() {
        return Automations.descriptors(settings).stream()
                .map(runbook -> runbook.name() + " (" + runbook.autonomy() + ")")
                .collect(Collectors.joining(", "));
    }

    private String sources() {
        List<String> told = new ArrayList<>();
        for (Source source : Pushers.of(settings, Clock.systemUTC())) {
            told.add(source.name() + " (" + source.proof().word() + ")");
            if (source.test()) {
                doubt("sources", source.name() + " is in test mode: nothing comes of what it sends", "");
            }
        }
        Collections.sort(told);
        return told.isEmpty() ? "no webhooks are set up" : String.join(", ", told);
    }

    private String receivers() {
        People.receivers(settings);
        if (settings.routes().page().isEmpty() && settings.routes().matches().isEmpty()) {
            doubt("receivers", "nobody is paged", "Add receivers, and name one under routes.page.");
        }
        return settings.receivers().size() + " set up";
    }

    /**
     * One thing that was looked at.
     *
     * @param verdict what it is
     * @param what what was looked at, one word
     * @param text what was found
     * @param hint how to mend it; may be empty
     */
    public record Finding(Verdict verdict, String what, String text, String hint) {

        /** What a thing is. */
        public enum Verdict {
            GOOD,
            DOUBTFUL,
            WRONG
        }

        /** Something that would keep a node from starting. */
        public static Finding wrong(String what, Failure failure) {
            return new Finding(Verdict.WRONG, what, String.valueOf(failure.getMessage()), failure.hint());
        }
    }
}
