// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase;

import io.tocsin.rulebase.folder.RuleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder of rules in the making. Class bytes are kept between tests, by content. */
public final class TestRules {
    private static final Path CACHE = Path.of("target", "test-classes-of-rules");

    private final Path folder;

    public TestRules(Path folder) {
        this.folder = folder;
    }

    /** Writes a file with the package line and imports that its folder asks for. */
    public TestRules with(String path, String rules) {
        String concern = path.substring(0, path.indexOf('/'));
        return raw(
                path,
                "package rules." + concern + "; import io.tocsin.model.alert.*; import io.tocsin.model.fact.*;"
                        + " import io.tocsin.model.decision.*;\n" + rules);
    }

    /** Writes a file as it is. */
    public TestRules raw(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Rulebase load() {
        return RuleFolder.load(folder, CACHE);
    }

    public Rulebase load(RuleListener listener) {
        return RuleFolder.load(folder, CACHE, listener);
    }

    /** Remembers every fault. */
    public static final class Faults implements RuleListener {
        private final List<RuleFault> heard = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void fault(RuleFault fault) {
            heard.add(fault);
        }

        public List<RuleFault> heard() {
            return List.copyOf(heard);
        }
    }
}
