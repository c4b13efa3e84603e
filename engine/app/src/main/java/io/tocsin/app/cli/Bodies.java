// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are sent, and what servers answer to them. */
final class Bodies {
    private Bodies() {}

    /** A file; {@code -} is the standard input. @throws Failure if it cannot be read */
    static byte[] read(String file) {
        try {
            if (file.equals("-")) {
                try (InputStream in = System.in) {
                    return in.readAllBytes();
                }
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new Failure(Exit.USAGE, "cannot read " + file, "");
        }
    }

    /** A receipt in words. */
    static String sentence(JsonNode receipt) {
        if (receipt.path("deadLettered").asBoolean()) {
            return "kept for a human: " + receipt.path("detail").asText();
        } else if (receipt.path("duplicate").asBoolean()) {
            return "taken before under the same delivery id";
        } else if (receipt.path("test").asBoolean()) {
            return "only read, the source is in test mode: " + receipt.path("signals");
        }
        JsonNode partial = receipt.path("partialSuccess");
        if (!receipt.has("accepted")) {
            return partial.isMissingNode()
                    ? "accepted"
                    : "accepted in part: " + partial.path("errorMessage").asText();
        }
        String rejected = receipt.has("rejected")
                ? ", " + receipt.path("rejected").asInt() + " rejected: "
                        + receipt.path("reason").asText()
                : "";
        return "accepted " + receipt.path("accepted").asInt() + rejected;
    }
}
