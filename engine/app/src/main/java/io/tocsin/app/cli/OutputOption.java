// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import picocli.CommandLine.Option;

/** How data is printed. A mixin. */
final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Print as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    /** How data is printed; the constants are the words of the command line. */
    enum Format {
        table,
        json
    }

    /** Prints the document as JSON if that was asked for; answers whether it did. */
    boolean json(Console console, JsonNode document) {
        if (format == Format.json) {
            console.print(document.toPrettyString());
        }
        return format == Format.json;
    }
}
