// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.bench.report.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench month}: weeks of labelled traffic through the rules, and what they found. */
@Command(
        name = "month",
        mixinStandardHelpOptions = true,
        description =
                "Runs weeks of made-up traffic with known troubles through a whole node on a virtual clock; tells what the"
                        + " rules found, when, at what cost, and how often somebody was woken over nothing.",
        footer = {
            "",
            "Example: bench month --seed 7 --weeks 4 -o json",
            "Exit codes: 0 recall, false pages and the cost of a loop keep to their limits, 1 one does not, 2 wrong usage."
        })
public final class MonthCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seed", description = "Seed of everything that is left to chance (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--weeks", description = "Weeks, the first without troubles (default ${DEFAULT-VALUE}).")
    private int weeks = 4;

    @Option(
            names = "--days",
            description = "Days instead of weeks, for a first look; of a few days two are for learning.")
    private int days;

    @Option(
            names = "--per-week",
            description = "Troubles of each kind in a week that has any (default ${DEFAULT-VALUE}).")
    private int perWeek = 2;

    @Option(names = "--rules", paramLabel = "FOLDER", description = "Rules to judge (default: the shipped ones).")
    private @Nullable Path rules;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Sizes of requests: TIMESTAMP,ContextTokens,GeneratedTokens (default: a small sample).")
    private @Nullable Path trace;

    @Option(
            names = {"-o", "--output"},
            description = "text or json (default ${DEFAULT-VALUE}).")
    private String output = "text";

    @Override
    public Integer call() throws IOException {
        if (!List.of("text", "json").contains(output) || days() < 3 || perWeek < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output must be text or json, --weeks at least 1 or --days at least 3, --per-week not negative");
        }
        Path work = Files.createTempDirectory("tocsin-month");
        try {
            MonthReport report = measure(work);
            spec.commandLine().getOut().println(output.equals("json") ? report.json() : report.text());
            return report.holds() ? 0 : 1;
        } finally {
            remove(work);
        }
    }

    private MonthReport measure(Path work) throws IOException {
        Environment environment = Environment.now(Clock.systemUTC().instant());
        RulesOnTrial trial = RulesOnTrial.load(Optional.ofNullable(rules), work);
        Trace sizes = Trace.of(Optional.ofNullable(trace));
        long cpu = cpu();
        MonthRun run = run(trial, sizes);
        Score score = run.run(
                day -> spec.commandLine().getErr().println("day " + day + " of " + days() + ", " + run.soFar(day)));
        return new MonthReport(
                environment.ended(),
                seed,
                days(),
                sizes.name(),
                run.calls(),
                (cpu() - cpu) / 1e9,
                trial.rulebase().rules().keySet(),
                score);
    }

    private MonthRun run(RulesOnTrial trial, Trace sizes) {
        try {
            return new MonthRun(trial, sizes, seed, days(), perWeek);
        } catch (IllegalArgumentException full) {
            throw new ParameterException(spec.commandLine(), "--per-week: " + full.getMessage(), full);
        }
    }

    private int days() {
        return days > 0 ? days : weeks * 7;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void remove(Path work) throws IOException {
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
