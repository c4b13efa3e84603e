// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import io.tocsin.app.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the members of a laboratory share: the shipped rules, with budgets of the laboratory's teams; the shipped runbook,
 * set to act by itself and without bounds on how often; the options that the shipped unit gives the JVM.
 */
final class Installation {
    private static final Path SHIPPED = SourceTree.root().resolve("engine/app/target/tocsin");
    private static final Path UNIT = SourceTree.root().resolve("cluster-config/single-node/tocsin.service");
    private static final String RUNBOOK = "tier-downgrade";
    private static final String CALLING = "gateway-hook";

    private final Path folder;
    private String thresholds = "";
    private String targets = "";

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** Writes it into a folder. */
    static Installation in(Path folder) throws IOException {
        Installation installation = new Installation(folder);
        installation.budgets();
        installation.thresholds();
        installation.runbook();
        return installation;
    }

    private void budgets() throws IOException {
        String budgets = IntStream.range(1, Traffic.MOST_BATCHES)
                .mapToObj(number -> "  - {scope: {team: %s}, period: day, usd: %d}\n"
                        .formatted(Batch.team(number), Batch.BUDGET_USD))
                .collect(Collectors.joining("", "budgets:\n", ""));
        Files.writeString(folder.resolve("budgets.yaml"), budgets);
    }

    /** A budget that is used up is early whatever the hour, and only the runbook lowers the tier of who used it up. */
    private void thresholds() throws IOException {
        String shipped = Files.readString(SHIPPED.resolve("rules/thresholds.yaml"));
        String early = with(shipped, "cost.daily-budget-early", "0");
        thresholds = with(early, "decide.economy-by-budget", "1000000");
    }

    private static String with(String thresholds, String rule, String fire) {
        String to = "$1" + Matcher.quoteReplacement(fire);
        return changed(thresholds, thresholds.replaceFirst("(?s)(" + Pattern.quote(rule) + ":\\s+fire: )[\\d.]+", to));
    }

    private void runbook() throws IOException {
        Path to = Files.createDirectories(folder.resolve("runbooks").resolve(RUNBOOK));
        Path from = SHIPPED.resolve("runbooks").resolve(RUNBOOK);
        for (String file : List.of("route.yaml", "README.md")) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
        Files.writeString(to.resolve("runbook.yaml"), bold(Files.readString(from.resolve("runbook.yaml"))));
    }

    /**
     * From the next place on, what the rules propose is the shipped runbook that calls a target, under the name that they
     * know.
     *
     * @param kind {@code keyed} or {@code once}
     */
    void calls(String kind, URI target) throws IOException {
        Path to = folder.resolve("runbooks").resolve(RUNBOOK);
        Path from = SHIPPED.resolve("runbooks/optional").resolve(CALLING);
        for (String file : List.of("route.yaml", "README.md", "runbook.yaml")) {
            String shipped = Files.readString(from.resolve(file));
            String renamed = changed(shipped, shipped.replace(CALLING, RUNBOOK))
                    .replace("kind: once", "kind: " + kind)
                    .replace("step: once", "step: " + kind);
            Files.writeString(to.resolve(file), file.equals("runbook.yaml") ? bold(renamed) : renamed);
        }
        targets = """
                automation:
                  targets:
                    gateway-admin: {url: "%s", timeout: 2s, idempotent: %s}
                """.formatted(target, kind.equals("keyed"));
    }

    private static String bold(String shipped) {
        return changed(
                shipped,
                shipped.replaceFirst("autonomy: \\w+", "autonomy: auto")
                        .replaceFirst("maxTargets: \\d+", "maxTargets: 1000")
                        .replaceFirst("maxRunsPerHour: \\d+", "maxRunsPerHour: 1000"));
    }

    private static String changed(String before, String after) {
        if (before.equals(after)) {
            throw new IllegalStateException("what the laboratory changes is no longer written as it was");
        }
        return after;
    }

    /** Where a member runs. */
    Member.Place place(String name, URI vendor) {
        Path own = folder.resolve(name);
        return new Member.Place(own, own.resolve("data"), List.of(), "127.0.0.1", jvm(), """
                thresholds-file: ../%s
                budgets-file: ../budgets.yaml
                runbooks-dir: ../runbooks
                receivers:
                  oncall: {type: pagerduty, routing-key: "${env:PAGERDUTY_KEY}", base-uri: "%s"}
                routes: {page: oncall}
                %s""".formatted(
                        written(name, ""), vendor, targets));
    }

    /** The thresholds of a member, with something at their end; answers the name of the file. */
    String written(String name, String more) {
        String file = "thresholds-" + name + ".yaml";
        try {
            Files.writeString(folder.resolve(file), thresholds + more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** What stands between java and -jar in the unit, and what makes a small machine start quickly. */
    private static List<String> jvm() {
        try {
            String start = Files.readAllLines(UNIT).stream()
                    .filter(line -> line.startsWith("ExecStart="))
                    .findFirst()
                    .orElseThrow();
            String options =
                    start.substring(start.indexOf(' '), start.indexOf(" -jar ")).strip();
            List<String> jvm = new ArrayList<>(Arrays.asList(options.split(" ")));
            jvm.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            return jvm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
