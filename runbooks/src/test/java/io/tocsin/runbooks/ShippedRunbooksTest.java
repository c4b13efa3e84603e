// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.runbooks.load.RunbookLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedRunbooksTest {
    private static final Set<String> NO_RUNBOOKS = Set.of("src", "target", "optional");
    private static final Pattern PATH = Pattern.compile("`([\\w./-]+/[\\w./-]+|[\\w-]+\\.(?:yaml|md|java))`");

    @Test
    void loadsEveryFolderBesideTheSources() throws IOException {
        RunbookLoader.Loaded loaded = RunbookLoader.load(Path.of(""));
        assertThat(loaded.flaws()).isEmpty();
        assertThat(loaded.runbooks()).extracting(r -> r.name()).containsExactlyElementsOf(folders());
    }

    @ParameterizedTest
    @MethodSource("readmes")
    void namesOnlyFilesThatExist(Path readme) throws IOException {
        Matcher matcher = PATH.matcher(Files.readString(readme));
        List<String> paths = matcher.results().map(r -> r.group(1)).toList();
        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(readme.resolveSibling(path)).exists());
    }

    static List<Path> readmes() throws IOException {
        Stream<String> runbooks = Stream.concat(folders().stream(), Stream.of("optional/gateway-hook"));
        return Stream.concat(Stream.of(Path.of("README.md")), runbooks.map(folder -> Path.of(folder, "README.md")))
                .toList();
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> children = Files.list(Path.of(""))) {
            return children.filter(Files::isDirectory)
                    .map(Path::toString)
                    .filter(name -> !name.startsWith(".") && !NO_RUNBOOKS.contains(name))
                    .sorted()
                    .toList();
        }
    }
}
