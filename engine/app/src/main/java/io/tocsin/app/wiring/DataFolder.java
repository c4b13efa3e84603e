// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the folder of the data before anything is opened in it. */
final class DataFolder {
    private static final String HINT = "Choose another folder with --data or data-dir.";

    private DataFolder() {}

    /**
     * The folder itself, or the nearest above it that is there already.
     *
     * @throws Failure if it is no folder, or this user may not write into it
     */
    static Path writable(Path folder) {
        Path existing = folder.toAbsolutePath().normalize();
        Path parent = existing.getParent();
        while (!Files.exists(existing) && parent != null) {
            existing = parent;
            parent = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new Failure(Exit.WRONG, "data directory " + folder + ": " + existing + " is no folder", HINT);
        }
        if (!Files.isWritable(existing)) {
            throw new Failure(
                    Exit.WRONG, "data directory " + folder + ": this user may not write into " + existing, HINT);
        }
        return existing;
    }
}
