// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources of the whole project lie. */
public final class SourceTree {
    private SourceTree() {}

    /** The folder of the launcher. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = requireNonNull(folder.getParent(), "no folder above holds mvnw");
        }
        return folder;
    }
}
