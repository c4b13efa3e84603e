// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of the shipped runbook with one thing changed. */
public final class Shipped {
    public static final Path FOLDER = Path.of("tier-downgrade");

    private Shipped() {}

    /** Copies it under a folder, in whichever file the text stands, and answers the copy's folder. */
    public static Path copy(Path folder, String text, String replacement) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(FOLDER.getFileName()));
        int changed = 0;
        for (String file : new String[] {"runbook.yaml", "route.yaml", "README.md"}) {
            String before = Files.readString(FOLDER.resolve(file));
            String after = before.replace(text, replacement);
            changed += !file.endsWith(".md") && before.contains(text) ? 1 : 0;
            Files.writeString(copy.resolve(file), after);
        }
        assertThat(changed).as("files that hold '%s'", text).isEqualTo(1);
        return copy;
    }
}
