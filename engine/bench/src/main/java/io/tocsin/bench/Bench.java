// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench;

import io.tocsin.bench.month.MonthCommand;
import io.tocsin.bench.report.Environment;
import io.tocsin.bench.report.Report;
import io.tocsin.bench.subject.Admission;
import io.tocsin.bench.subject.AlertLatency;
import io.tocsin.bench.subject.BareJournal;
import io.tocsin.bench.subject.BareJson;
import io.tocsin.bench.subject.BareVertx;
import io.tocsin.bench.subject.ClusterSizes;
import io.tocsin.bench.subject.DoorCost;
import io.tocsin.bench.subject.Idle;
import io.tocsin.bench.subject.Options;
import io.tocsin.bench.subject.RuleCost;
import io.tocsin.bench.subject.Startup;
import io.tocsin.bench.subject.Subject;
import io.tocsin.bench.subject.Throughput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the load harness. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = MonthCommand.class,
        description = "Measures the product, or a bare part of it, and prints the figures beside their limits.",
        footer = {
            "",
            "Example: bench throughput --command 'java -jar server.jar --port {port} --data {data}'",
            "Exit codes: 0 every limit holds, 1 a limit is missed or the measurement failed, 2 wrong usage."
        })
public final class Bench implements Callable<Integer> {
    private static final List<Subject> SUBJECTS = List.of(
            new BareJson(),
            new BareJournal(),
            new BareVertx(),
            new RuleCost(List.of(40, 400)),
            new DoorCost(),
            new Throughput(),
            new AlertLatency(),
            new Startup(),
            new Idle(),
            new ClusterSizes(),
            new Admission());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SUBJECT",
            description = "What to measure: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    private List<String> subjects = List.of();

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            description =
                    "Shell command that starts the server; {port}, {data} and, for cluster, {config} are filled in.")
    private String command = "";

    @Option(
            names = "--ledger",
            paramLabel = "URL",
            description =
                    "PostgreSQL of the members of a cluster; without it one that does not answer, which is enough to"
                            + " fold signals and to send pages (default ${DEFAULT-VALUE}).")
    private String ledger = "jdbc:postgresql://127.0.0.1:9/tocsin";

    @Option(
            names = {"-c", "--connections"},
            description = "Connections (default ${DEFAULT-VALUE}).")
    private int connections = 32;

    @Option(
            names = {"-r", "--rate"},
            description = "Events per second of an open loop (default ${DEFAULT-VALUE}).")
    private double rate = 2_000;

    @Option(names = "--users", description = "Users that events are spread over (default ${DEFAULT-VALUE}).")
    private int users = 5_000;

    @Option(names = "--warmup", description = "Seconds that are not measured (default ${DEFAULT-VALUE}).")
    private double warmup = 40;

    @Option(names = "--seconds", description = "Seconds that are measured (default ${DEFAULT-VALUE}).")
    private double seconds = 20;

    @Option(
            names = {"-o", "--output"},
            description = "text or json (default ${DEFAULT-VALUE}).")
    private String output = "text";

    /** Runs and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(
                arguments,
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                        true)));
    }

    /** Runs with output to a writer; answers the exit code. */
    static int run(String[] arguments, PrintWriter out) {
        return new CommandLine(new Bench())
                .setOut(out)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (!List.of("text", "json").contains(output)) {
            throw new ParameterException(spec.commandLine(), "--output must be text or json, was " + output);
        }
        if (subjects.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name at least one SUBJECT, or the command month");
        }
        boolean holds = true;
        for (String name : subjects) {
            Report report = measure(subject(name));
            spec.commandLine().getOut().println(output.equals("json") ? report.json() : report.text());
            holds &= report.holds();
        }
        return holds ? 0 : 1;
    }

    private Subject subject(String name) {
        return SUBJECTS.stream()
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no subject is called " + name + "; there are "
                                + SUBJECTS.stream().map(Subject::name).collect(Collectors.joining(", "))));
    }

    private Report measure(Subject subject) throws IOException {
        Clock clock = Clock.systemUTC();
        Path work = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
        try {
            Environment environment = Environment.now(clock.instant());
            Options options = new Options(
                    command, ledger, connections, rate, users, duration(warmup), duration(seconds), work, clock);
            return new Report(subject.name(), environment, subject.measure(options)).ended();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            remove(work);
        }
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    private static void remove(Path work) throws IOException {
        try (Stream<Path> paths = Files.walk(work)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Names of the subjects, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SUBJECTS.stream().map(Subject::name).iterator();
        }
    }
}
