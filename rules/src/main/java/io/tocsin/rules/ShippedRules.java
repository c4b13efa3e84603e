// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rules;

import io.tocsin.rulebase.folder.CompileRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rule files that ship with Tocsin, for an installation without a source tree. Thread-safe; blocks on disk. */
public final class ShippedRules {
    private static final String ROOT = "io/tocsin/rules/";

    private ShippedRules() {}

    /** Paths of the files, relative to a rules folder. */
    public static List<String> files() throws IOException {
        return new String(bytes(CompileRules.INDEX), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /**
     * Writes the files into a folder. What stands there already is the operator's and stays as it is.
     *
     * @return the paths written, relative to the folder
     */
    public static List<String> writeTo(Path folder) throws IOException {
        List<String> missing = files().stream()
                .filter(file -> !Files.exists(folder.resolve(file)))
                .toList();
        for (String file : missing) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.write(target, bytes(ROOT + file));
        }
        return missing;
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ShippedRules.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
