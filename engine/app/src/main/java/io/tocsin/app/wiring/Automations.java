// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.AutomationSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.runbooks.book.Runbook;
import io.tocsin.runbooks.load.RunbookLoader;
import io.tocsin.targets.HttpTarget;
import io.tocsin.targets.HttpTargets;
import java.util.List;
import java.util.stream.Collectors;

/** The automations of an installation and what they may call, read but not started. */
public final class Automations {
    private Automations() {}

    /** What each may do, by name. @throws Failure if one does not load, with every flaw */
    public static List<RunbookDescriptor> descriptors(Settings settings) {
        RunbookLoader.Loaded loaded = RunbookLoader.load(settings.runbooksDir(), targets(settings));
        if (!loaded.flaws().isEmpty()) {
            String flaws = loaded.flaws().stream().map(Flaw::toString).collect(Collectors.joining("\n"));
            throw new Failure(Exit.WRONG, "the runbooks do not load\n" + flaws, "");
        }
        return loaded.runbooks().stream().map(Runbook::descriptor).toList();
    }

    /** What they may call; connects to nothing. @throws Failure if one is not right, with the key and what was expected */
    static Targets targets(Settings settings) {
        try {
            return new HttpTargets(settings.automation().targets().entrySet().stream()
                    .map(entry -> target(entry.getKey(), entry.getValue()))
                    .toList());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.WRONG, "the settings are not right\n" + wrong.getMessage(), "");
        }
    }

    private static HttpTarget target(String name, AutomationSettings.Target target) {
        return new HttpTarget(
                name, target.url(), target.secret().map(Secret::reveal), target.timeout(), target.idempotent());
    }
}
