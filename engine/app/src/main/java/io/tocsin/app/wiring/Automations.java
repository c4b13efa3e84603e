// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.load.RunbookLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The automations of a folder, read but not started. */
public final class Automations {
    private Automations() {}

    /** What each may do, by name. @throws Failure if one does not load, with every flaw */
    public static List<RunbookDescriptor> descriptors(Path folder) {
        RunbookLoader.Loaded loaded = RunbookLoader.load(folder);
        if (!loaded.flaws().isEmpty()) {
            String flaws = loaded.flaws().stream().map(Flaw::toString).collect(Collectors.joining("\n"));
            throw new Failure(Exit.WRONG, "the runbooks do not load\n" + flaws, "");
        }
        return loaded.runbooks().stream().map(Runbook::descriptor).toList();
    }
}
