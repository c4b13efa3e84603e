// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.app.Installation;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.pricing.PriceBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin replay}: recorded traffic through the engine, on the recording's own time. */
@Command(
        name = "replay",
        description = {
            "Run recorded traffic through the engine on the recording's own time, and tell what it would have cost and"
                    + " which rules would have fired. Nobody is told, nothing is done.",
            "",
            "FILE is a CSV with the columns TIMESTAMP,ContextTokens,GeneratedTokens, or events in the native format, one"
                    + " a line.",
            "Example: tocsin replay AzureLLMInferenceTrace_code.csv -o json"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Instant FAR_AHEAD = Instant.parse("2199-01-01T00:00:00Z");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The recording; - is the standard input.")
    private Path file = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "max, or how much faster than it happened, such as 60x (default: ${DEFAULT-VALUE}).")
    private String speed = "max";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Print as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.text;

    @Option(names = "--rules", paramLabel = "DIR", description = "Folder with the rules (default: the installation's).")
    private @Nullable Path rules;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Who made the calls of a CSV, which does not tell (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--prices-as-of",
            paramLabel = "DATE",
            description = "Day whose prices the calls of a CSV are given (default: the newest in the price book).")
    private @Nullable LocalDate pricesOf;

    /** How the report is printed; the constants are the words of the command line. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        Console console = Console.of(spec);
        Pace pace = Pace.of(speed)
                .orElseThrow(() -> new Failure(
                        Exit.USAGE, "--speed must be max or a number such as 60x, was " + speed, "Try --speed max."));
        if (!stdin() && !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Failure(Exit.WRONG, file + " cannot be read", "Give the path of a CSV or NDJSON file.");
        }
        Path folder = rules == null ? Installation.folder().resolve("rules") : rules;
        ReplayReport report = replay(console, RuleFiles.load(folder, console), pace);
        if (format == Format.json) {
            console.print(ReportText.json(report));
        } else {
            ReportText.lines(report).forEach(console::print);
        }
        return report.lost() == 0 ? Exit.OK : Exit.WRONG;
    }

    private ReplayReport replay(Console console, RuleFiles loaded, Pace pace) {
        Path given = stdin() ? spooled() : file;
        try (TraceFile trace = new TraceFile(given);
                Progress progress = Progress.of(console, String.valueOf(file.getFileName()), trace.size())) {
            Optional<String> first = trace.next();
            boolean events =
                    first.filter(line -> line.stripLeading().startsWith("{")).isPresent();
            TraceFormat lines = events
                    ? new NdjsonFormat(loaded.policy().prices())
                    : csv(first.orElse(""), loaded.policy().prices());
            return new Replay(loaded, pace).run(trace, lines, events ? first : Optional.empty(), progress);
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, file + " cannot be read: " + e.getMessage(), "");
        }
    }

    private boolean stdin() {
        return file.equals(Path.of("-"));
    }

    /** The standard input as a file, so that its size is known; gone when this process ends. */
    private static Path spooled() {
        try {
            Path spool = Files.createTempFile("tocsin-replay", ".trace");
            spool.toFile().deleteOnExit();
            Files.copy(System.in, spool, StandardCopyOption.REPLACE_EXISTING);
            return spool;
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, "the standard input cannot be read: " + e.getMessage(), "");
        }
    }

    private TraceFormat csv(String head, PriceBook prices) {
        try {
            return new CsvFormat(
                    CsvHeader.of(head), prices, pricesOf == null ? newest(prices) : pricesOf, new Casting(seed));
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.WRONG, file + ":1: " + wrong.getMessage(), "");
        }
    }

    private static LocalDate newest(PriceBook prices) {
        return prices.cards(FAR_AHEAD).stream()
                .map(ModelCard::price)
                .map(price -> price.validFrom())
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH);
    }
}
