// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app;

import io.tocsin.app.cli.TocsinCommand;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.rulebase.Spelling;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
public final class Main {
    private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

    private Main() {}

    /** Runs one command and ends the process with what came of it. */
    public static void main(String[] arguments) {
        keepCallbackThreads();
        System.exit(commandLine().execute(arguments));
    }

    /**
     * On one or two cores the common pool has one thread at most, and then the JDK and Hazelcast start a thread for every
     * callback. Must come before the first use of either.
     */
    private static void keepCallbackThreads() {
        if (System.getProperty(COMMON_POOL) == null && Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty(COMMON_POOL, "2");
        }
    }

    /** The commands, ready to run; what goes wrong is told in words. */
    public static CommandLine commandLine() {
        return new CommandLine(new TocsinCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, arguments) -> misused(wrong))
                .setExecutionExceptionHandler((thrown, line, parsed) -> failed(thrown, line));
    }

    private static int misused(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        Console console = Console.of(line);
        console.failure(String.valueOf(wrong.getMessage()), "");
        if (!UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
            console.note(hint(wrong, line.getCommandSpec()));
        }
        return Exit.USAGE;
    }

    private static String hint(ParameterException wrong, CommandSpec command) {
        if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String given = unmatched.getUnmatched().get(0);
            Optional<String> close =
                    Spelling.nearest(given, command.optionsMap().keySet());
            if (close.isPresent()) {
                return "Did you mean: " + close.get() + "?";
            }
        }
        return "Try '" + command.qualifiedName() + " --help'.";
    }

    private static int failed(Exception thrown, CommandLine line) {
        Console console = Console.of(line);
        if (thrown instanceof Failure failure) {
            console.failure(String.valueOf(failure.getMessage()), failure.hint());
            return failure.code();
        }
        console.failure("this is a bug, please report it: " + thrown, "");
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            console.note(at.toString());
            for (StackTraceElement element : at.getStackTrace()) {
                console.note("    at " + element);
            }
        }
        return Exit.WRONG;
    }
}
