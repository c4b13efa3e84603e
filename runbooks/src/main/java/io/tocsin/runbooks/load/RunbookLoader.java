// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.Place;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.runbooks.book.Autonomy;
import io.tocsin.runbooks.book.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads every runbook under a folder. A folder is a runbook when a YAML file lies in it; then it must hold {@code
 * runbook.yaml}, {@code route.yaml} and {@code README.md}, and all of it must be right.
 */
public final class RunbookLoader {
    private static final List<String> FILES = List.of("runbook.yaml", "route.yaml", "README.md");

    private final List<Flaw> flaws = new ArrayList<>();
    private final List<Runbook> runbooks = new ArrayList<>();

    private final Targets targets;

    private RunbookLoader(Targets targets) {
        this.targets = targets;
    }

    /**
     * What was read.
     *
     * @param runbooks those without a flaw, by name
     * @param flaws everything that is wrong; when there are any, nothing should run
     */
    public record Loaded(List<Runbook> runbooks, List<Flaw> flaws) {
        /** Copies the lists. */
        public Loaded {
            runbooks = List.copyOf(runbooks);
            flaws = List.copyOf(flaws);
        }
    }

    /** Reads every runbook under a folder, none of which may call anything. */
    public static Loaded load(Path folder) {
        return load(folder, Targets.NONE);
    }

    /**
     * Reads every runbook under a folder. Blocks on the disk; a folder that cannot be read is a flaw.
     *
     * @param targets what routes may call; another name is a flaw
     */
    public static Loaded load(Path folder, Targets targets) {
        RunbookLoader loader = new RunbookLoader(targets);
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                loader.folder(child);
            }
        } catch (IOException e) {
            loader.flaws.add(new Flaw(Place.of(folder.toString()), "the folder cannot be read: " + e.getMessage(), ""));
        }
        return new Loaded(loader.runbooks, loader.flaws);
    }

    private void folder(Path folder) throws IOException {
        if (!isRunbook(folder)) {
            return;
        }
        List<String> missing = FILES.stream()
                .filter(f -> !Files.isRegularFile(folder.resolve(f)))
                .toList();
        missing.forEach(file -> flaws.add(new Flaw(
                Place.of(folder.resolve(file).toString()),
                "the file is missing",
                "a runbook is " + String.join(", ", FILES))));
        if (missing.isEmpty()) {
            read(folder);
        }
    }

    private static boolean isRunbook(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).anyMatch(f -> f.endsWith(".yaml") || f.endsWith(".yml"));
        }
    }

    private void read(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        Path routeFile = folder.resolve("route.yaml");
        Optional<DescriptorReader.Described> described =
                read(folder.resolve("runbook.yaml"), top -> DescriptorReader.read(top, name));
        Optional<RunbookDescriptor> declared = described.map(DescriptorReader.Described::descriptor);
        Optional<Boolean> checked = read(routeFile, top -> {
            RouteLint.check(top, name, declared, targets);
            return true;
        });
        if (described.isPresent() && checked.isPresent()) {
            RunbookDescriptor descriptor = described.get().descriptor();
            Autonomy autonomy = Autonomy.of(descriptor.autonomy()).orElseThrow();
            runbooks.add(new Runbook(
                    descriptor, autonomy, described.get().kinds(), routeFile.toString(), Files.readString(routeFile)));
        }
    }

    private <T> Optional<T> read(Path file, Function<YamlNode, T> reader) {
        try {
            return Optional.of(YamlFile.read(file, reader));
        } catch (InvalidYaml invalid) {
            flaws.addAll(invalid.flaws());
            return Optional.empty();
        }
    }
}
