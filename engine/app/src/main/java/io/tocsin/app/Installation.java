// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The folder this program was installed in: {@code lib}, {@code rules} and {@code runbooks} lie in it. */
public final class Installation {
    private Installation() {}

    /** The folder; the working directory when the program does not run from an installation. */
    public static Path folder() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI());
            Path folder =
                    Optional.ofNullable(jar.getParent()).map(Path::getParent).orElse(jar);
            return Files.isDirectory(folder.resolve("rules"))
                    ? folder
                    : Path.of("").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not know where it is", e);
        }
    }

    /** The version of this program, such as {@code 0.1.0}. */
    public static String version() {
        return Optional.ofNullable(Installation.class.getPackage().getImplementationVersion())
                .map(version -> version.replace("-SNAPSHOT", ""))
                .orElse("development");
    }
}
