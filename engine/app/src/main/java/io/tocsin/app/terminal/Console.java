// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.terminal;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command writes: data to the output, everything else to the error output. The only way to the terminal. Colours
 * are used on a terminal unless {@code NO_COLOR} is set. Not thread-safe.
 *
 * <p>Which of the two is a terminal is told by the launcher in the system property {@value #TERMINALS}, as a list of
 * {@code out} and {@code err}: the JDK cannot tell them apart.
 */
public final class Console {
    /** Names the outputs that are terminals. */
    public static final String TERMINALS = "tocsin.terminals";

    /** How many characters a line of the terminal holds. */
    public static final String COLUMNS = "tocsin.columns";

    private final PrintWriter out;
    private final PrintWriter err;
    private final Set<String> terminals;
    private final boolean plain;

    private Console(PrintWriter out, PrintWriter err, Set<String> terminals, boolean plain) {
        this.out = out;
        this.err = err;
        this.terminals = terminals;
        this.plain = plain;
    }

    /** The console of a command. */
    public static Console of(CommandSpec spec) {
        return of(spec.commandLine());
    }

    /** The console of a command line. */
    public static Console of(CommandLine line) {
        Set<String> terminals = Set.of(System.getProperty(TERMINALS, "").split(","));
        return new Console(
                line.getOut(),
                line.getErr(),
                terminals,
                !Objects.requireNonNullElse(System.getenv("NO_COLOR"), "").isEmpty());
    }

    /** One line of data. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** One line beside the data: progress, a warning, a hint. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /** A failure, in one line, with a hint beneath unless it is empty. */
    public void failure(String sentence, String hint) {
        note(paint("err", Tint.RED, "tocsin: ") + sentence);
        if (!hint.isEmpty()) {
            note("  " + hint);
        }
    }

    /** Whether people look at the data as it is written. */
    public boolean terminal() {
        return terminals.contains("out");
    }

    /** Breaks sentences to the width of the terminal; breaks nothing when the data goes elsewhere. */
    public Fold fold() {
        return terminal() ? new Fold(Math.max(0, Integer.getInteger(COLUMNS, 0))) : Fold.NONE;
    }

    /** Whether people look at the error output. */
    public boolean errorTerminal() {
        return terminals.contains("err");
    }

    /** The text in a colour, if the output shows colours. */
    public String paint(Tint tint, String text) {
        return paint("out", tint, text);
    }

    /** The text in a colour, if the error output shows colours. */
    public String paintNote(Tint tint, String text) {
        return paint("err", tint, text);
    }

    private String paint(String where, Tint tint, String text) {
        return plain || !terminals.contains(where) ? text : "\u001b[" + tint.code + "m" + text + "\u001b[0m";
    }

    /** A colour of text. */
    public enum Tint {
        RED(31),
        GREEN(32),
        YELLOW(33),
        BLUE(34),
        DIM(2),
        BOLD(1);

        private final int code;

        Tint(int code) {
            this.code = code;
        }
    }
}
