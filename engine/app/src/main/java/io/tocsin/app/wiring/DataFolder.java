// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the folder of the data before anything is opened in it. */
final class DataFolder {
    private static final String HINT = "Choose another folder with --data or data-dir.";

    private static final String LOG = "tocsin.db";
    private static final String CELLS = "cells";

    private DataFolder() {}

    /** Where a member of a cluster keeps its cells. */
    static Path cells(Path folder) {
        return folder.resolve(CELLS);
    }

    /**
     * Looks whether it holds what this node can go on with.
     *
     * @throws Failure if it holds the log of a node without a cluster and this is a member of one, or the other way round
     */
    static void fit(Path folder, boolean member) {
        if (member && Files.exists(folder.resolve(LOG))) {
            throw new Failure(
                    Exit.WRONG,
                    "data directory " + folder + " holds the log of a node without a cluster, which a member of a"
                            + " cluster cannot go on with",
                    "Start a member with an empty data-dir, or leave cluster.enabled out.");
        }
        if (!member && Files.exists(cells(folder))) {
            throw new Failure(
                    Exit.WRONG,
                    "data directory " + folder
                            + " holds cells of a cluster, which a node without one cannot go on with",
                    "Set cluster.enabled, or choose another folder with --data or data-dir.");
        }
    }

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
