// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.folder;

import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.RuleListener;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.compiled.ClassBytes;
import io.tocsin.rulebase.compiled.ClassStore;
import io.tocsin.rulebase.compiled.ContentHash;
import io.tocsin.rulebase.compiled.LayerBase;
import io.tocsin.rulebase.compiled.RuleCompiler;
import io.tocsin.rulebase.drl.Layer;
import io.tocsin.rulebase.drl.RuleFile;
import io.tocsin.rulebase.drl.RuleSet;
import io.tocsin.rulebase.session.DroolsRulebase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of rules, {@code <concern>/*.drl}, made into a rulebase. Files whose class bytes are known, from the cache or
 * from the class path, are loaded; the others are compiled and kept. Thread-safe; blocks on disk and compiler.
 */
public final class RuleFolder {
    private RuleFolder() {}

    /**
     * Loads a folder, hearing of nothing.
     *
     * @throws RuleException if a rule is wrong; one line per problem
     */
    public static Rulebase load(Path rules, Path cache) {
        return load(rules, cache, RuleListener.NONE);
    }

    /**
     * Loads a folder.
     *
     * @param rules the folder
     * @param cache where class bytes are kept; made when missing, and writable by this process alone
     * @param listener hears about compilation now and about faults later
     * @throws RuleException if a rule is wrong; one line per problem
     */
    public static Rulebase load(Path rules, Path cache, RuleListener listener) {
        return load(files(rules), new ClassStore(cache), listener);
    }

    /** The rule files of a folder, in order of path. */
    static List<RuleFile> files(Path rules) {
        try (Stream<Path> paths = Files.find(
                rules,
                2,
                (path, what) -> what.isRegularFile() && path.toString().endsWith(".drl"))) {
            return paths.filter(path -> rules.relativize(path).getNameCount() == 2)
                    .map(path -> read(rules, path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new RuleException(rules + ":0: the rules folder cannot be read: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new RuleException(rules + ":0: the rules folder cannot be read: " + e.getMessage());
        }
    }

    private static RuleFile read(Path rules, Path path) {
        try {
            String name = rules.relativize(path).toString().replace('\\', '/');
            return new RuleFile(name, Files.readString(path).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rulebase load(List<RuleFile> files, ClassStore store, RuleListener listener) {
        if (files.isEmpty()) {
            throw new RuleException("rules:0: there is no rule file; expected <concern>/*.drl");
        }
        RuleSet set = RuleSet.of(files);
        Map<RuleFile, ClassBytes> classes = classes(set, store, listener);
        Map<Layer, LayerBase> layers = new EnumMap<>(Layer.class);
        for (Layer layer : Layer.values()) {
            layers.put(
                    layer,
                    LayerBase.of(classes.entrySet().stream()
                            .filter(entry -> entry.getKey().layer() == layer)
                            .map(Map.Entry::getValue)
                            .toList()));
        }
        return new DroolsRulebase(ContentHash.of(set.files()), set, layers, listener);
    }

    private static Map<RuleFile, ClassBytes> classes(RuleSet set, ClassStore store, RuleListener listener) {
        Map<RuleFile, ClassBytes> classes = new TreeMap<>();
        set.files().forEach(file -> store.find(file).ifPresent(known -> classes.put(file, known)));
        List<RuleFile> missing =
                set.files().stream().filter(file -> !classes.containsKey(file)).toList();
        for (int i = 0; i < missing.size(); i++) {
            RuleFile file = missing.get(i);
            listener.compiling(file.path(), i + 1, missing.size());
            ClassBytes compiled = RuleCompiler.compile(file);
            store.keep(file, compiled);
            classes.put(file, compiled);
        }
        return classes;
    }
}
