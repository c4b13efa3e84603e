// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.faults.lab.Violation.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/**
 * One fault, tried some times in laboratories of its own, and the line that says what came of it. The line is printed
 * and added to {@code target/faults.txt} whether or not the fault was survived. Not thread-safe.
 */
public final class Experiment {
    private static final Path REPORT = Path.of("target/faults.txt");
    private static final PrintStream CONSOLE = System.out;
    private static final double MILLIS = 1_000;

    private final String fault;
    private final String name;
    private final List<String> wrong = new ArrayList<>();
    private int runs;
    private long lost;
    private long twice;
    private long minority;
    private Duration takeover = Duration.ZERO;
    private String note = "";

    private Experiment(String fault, String name) {
        this.fault = fault;
        this.name = name;
    }

    /** What happens in one laboratory. */
    @FunctionalInterface
    public interface Trial {
        /** Does it; answers the verdict on it. */
        Verdict run(Lab lab, int number) throws Exception;
    }

    /** Of a fault of the catalogue, such as {@code F1}. */
    public static Experiment of(String fault, String name) {
        return new Experiment(fault, name);
    }

    /** Tries it so many times, each in a folder of its own, prints the line and fails if anything was lost or done twice. */
    public void run(int times, Path folder, Trial trial) throws Exception {
        try {
            for (int number = 0; number < times; number++) {
                try (Lab lab = new Lab(Files.createDirectories(folder.resolve("run-" + number)))) {
                    add(trial.run(lab, number));
                }
            }
        } finally {
            tell(line());
        }
        assertThat(wrong).as(line()).isEmpty();
    }

    /** Adds the verdict on one more run. */
    public void add(Verdict verdict) {
        runs++;
        lost += verdict.count(Kind.LOST);
        twice += verdict.count(Kind.DOUBLE);
        minority += verdict.count(Kind.MINORITY);
        int run = runs;
        verdict.violations().forEach(violation -> wrong.add("run " + run + ": " + violation.text()));
    }

    /** How long it took from the fault to the first signal that was accepted after it; the longest is told. */
    public void tookOver(Duration span) {
        takeover = span.compareTo(takeover) > 0 ? span : takeover;
    }

    /** What else the line says. */
    public void note(String text) {
        note = "  " + text;
    }

    /** Says so, and ends the test as not run, if this cannot be tried here. */
    public Experiment needs(boolean possible, String why) throws IOException {
        if (!possible) {
            tell(String.format(Locale.ROOT, "%-4s %-36s not run: %s", fault, name, why));
            Assumptions.abort(why);
        }
        return this;
    }

    /** Only root makes machines of their own for members. */
    public Experiment needsNamespaces() throws IOException, InterruptedException {
        return needs(Shell.isRoot(), "network namespaces are made by root only");
    }

    private String line() {
        String acted = minority == 0 ? "" : "  acted in a minority " + minority;
        return String.format(
                Locale.ROOT,
                "%-4s %-36s runs %d  lost %d  double %d%s  takeover %s%s",
                fault,
                name,
                runs,
                lost,
                twice,
                acted,
                takeover.isZero() ? "-" : String.format(Locale.ROOT, "%.1f s", takeover.toMillis() / MILLIS),
                note);
    }

    private static void tell(String line) throws IOException {
        CONSOLE.println(line);
        Files.createDirectories(Path.of("target"));
        Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
