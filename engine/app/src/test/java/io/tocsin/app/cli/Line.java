// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What came of one command line.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it said beside that
 */
public record Line(int code, String out, String err) {
    /** Runs it in this process. */
    public static Line run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Line(code, out.toString(), err.toString());
    }
}
