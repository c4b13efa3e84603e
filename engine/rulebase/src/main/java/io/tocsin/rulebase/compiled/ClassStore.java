// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import io.tocsin.rulebase.drl.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where class bytes are kept by content hash: a folder on disk, and what ships on the class path. A damaged or unreadable
 * entry counts as missing. Whoever may write to the folder may run code in this process, so it belongs to the process
 * alone.
 */
public final class ClassStore {
    /** Folder of shipped class bytes on the class path. */
    public static final String SHIPPED = "io/tocsin/rules/compiled/";

    private static final Logger LOG = LoggerFactory.getLogger(ClassStore.class);
    private static final String SUFFIX = ".classes";

    private final Path folder;

    /** In a folder, which need not exist. */
    public ClassStore(Path folder) {
        this.folder = folder;
    }

    /** The class bytes of a file, if they are known. */
    public Optional<ClassBytes> find(RuleFile file) {
        String name = ContentHash.of(file) + SUFFIX;
        return onDisk(folder.resolve(name)).or(() -> shipped(SHIPPED + name)).filter(ClassBytes::loadable);
    }

    /** Keeps the class bytes of a file; that it cannot is logged, not thrown. */
    public void keep(RuleFile file, ClassBytes classes) {
        String name = ContentHash.of(file) + SUFFIX;
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, name, ".tmp");
            Files.write(draft, classes.encode());
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file.path())
                    .addKeyValue("folder", folder)
                    .setCause(e)
                    .log("Class bytes of rules cannot be kept; they will be compiled again");
        }
    }

    /** Removes what is kept of other files. */
    public void keepOnly(List<RuleFile> files) throws IOException {
        Set<String> wanted =
                files.stream().map(file -> ContentHash.of(file) + SUFFIX).collect(Collectors.toSet());
        try (Stream<Path> kept = Files.list(folder)) {
            for (Path path : kept.toList()) {
                if (!wanted.contains(String.valueOf(path.getFileName()))) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Optional<ClassBytes> onDisk(Path path) {
        try {
            return Files.isRegularFile(path) ? ClassBytes.decode(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ClassBytes> shipped(String name) {
        try (InputStream in = ClassStore.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Optional.empty() : ClassBytes.decode(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
