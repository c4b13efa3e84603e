// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import io.tocsin.app.terminal.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Files that lie above the module under test. */
public final class Repository {
    private static final Path HERE = Path.of("").toAbsolutePath();

    private Repository() {}

    /** The shipped rules, loaded once. */
    public static RuleFiles rules() {
        return Loaded.RULES;
    }

    /** The folder of shipped rules. */
    public static Path rulesFolder() {
        return above("rules/thresholds.yaml").orElseThrow().getParent();
    }

    /** The folder of shipped automations. */
    public static Path runbooksFolder() {
        return above("runbooks/README.md").orElseThrow().getParent();
    }

    /** A file in one of the folders above, if there is one. */
    public static Optional<Path> above(String path) {
        for (Path folder = HERE; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(path))) {
                return Optional.of(folder.resolve(path));
            }
        }
        return Optional.empty();
    }

    private static final class Loaded {
        static final RuleFiles RULES = RuleFiles.load(rulesFolder(), Console.of(new CommandLine(new Silent())));

        private Loaded() {}
    }

    @Command
    private static final class Silent {}
}
