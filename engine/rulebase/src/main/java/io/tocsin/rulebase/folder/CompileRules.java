// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.folder;

import io.tocsin.rulebase.compiled.ClassStore;
import io.tocsin.rulebase.drl.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles a rules folder while the product is built, so that an installation starts without a compiler run: writes class
 * bytes and an index of the files into a class path folder.
 */
public final class CompileRules {
    /** The index of shipped files on the class path, one path a line. */
    public static final String INDEX = "io/tocsin/rules/index";

    private CompileRules() {}

    /**
     * Compiles.
     *
     * @param args the rules folder and the class path folder to write to
     * @throws io.tocsin.rulebase.RuleException if a rule is wrong
     */
    public static void main(String[] args) throws IOException {
        Path rules = Path.of(args[0]);
        Path classes = Path.of(args[1]);
        Path compiled = classes.resolve(ClassStore.SHIPPED);
        RuleFolder.load(rules, compiled);
        List<RuleFile> files = RuleFolder.files(rules);
        new ClassStore(compiled).keepOnly(files);
        try (Stream<Path> found = Files.walk(rules, 2)) {
            String index = Stream.concat(
                            files.stream().map(RuleFile::path),
                            found.map(path -> rules.relativize(path).toString().replace('\\', '/'))
                                    .filter(CompileRules::ships)
                                    .sorted())
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(classes.resolve(INDEX), index);
        }
    }

    /** Thresholds and the like on top, tests beside their rules. */
    private static boolean ships(String path) {
        return path.indexOf('/') < 0 ? path.endsWith(".yaml") : path.endsWith(".test.yaml");
    }
}
