// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.Installation;
import io.tocsin.app.settings.ClusterSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.app.wiring.Logging;
import io.tocsin.app.wiring.NodeAssembly;
import io.tocsin.app.wiring.RunningNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin server}: a node, until it is told to stop. */
@Command(
        name = "server",
        description = "Start a node. SIGTERM or Ctrl-C stops intake, finishes what was accepted, and ends with 0.",
        footer = {"", "Example: tocsin server --config /etc/tocsin/tocsin.yaml --data /var/lib/tocsin"})
final class ServerCommand implements Callable<Integer> {
    private static final double MILLIS = 1_000;
    private static final long LOOK_AGAIN_MILLIS = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Console console = Console.of(spec);
        Clock clock = Clock.systemUTC();
        console.note("tocsin " + Installation.version() + "  java " + System.getProperty("java.version"));
        Bound<Settings> bound = options.load();
        Settings settings = bound.value();
        Logging.configure(settings.log());
        RunningNode node = NodeAssembly.start(bound, options::load, console, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "tocsin-stop"));
        awaitOthers(console, settings.cluster(), node);
        tell(console, settings, node, clock);
        new CountDownLatch(1).await();
        return 0;
    }

    private static void awaitOthers(Console console, ClusterSettings cluster, RunningNode node)
            throws InterruptedException {
        if (!cluster.enabled()) {
            return;
        }
        String member = "member " + cluster.member().orElse("") + " of " + cluster.whole();
        line(console, "cluster", member + (node.ready() ? "" : ", waiting for the others"));
        while (!node.ready()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** Ends the process itself: a process ended by a signal would not end with 0. */
    private static void stop(RunningNode node) {
        node.close();
        Runtime.getRuntime().halt(0);
    }

    private static void tell(Console console, Settings settings, RunningNode node, Clock clock) {
        Duration took = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, clock.instant()))
                .orElse(Duration.ZERO);
        console.note(
                console.paintNote(Tint.GREEN, String.format(Locale.ROOT, "ready in %.1f s", took.toMillis() / MILLIS)));
        line(console, "pages", node.address().toString());
        line(console, "send", "POST " + node.address() + "/api/v1/events");
        line(console, "metrics", node.address() + "/metrics");
        line(console, "data", settings.dataDir().toString());
        line(console, "rules", node.rules() + " from " + settings.rulesDir());
        if (settings.receivers().isEmpty()) {
            console.note(console.paintNote(
                    Tint.YELLOW, "no receivers are set: alerts show on the pages, and nobody is paged"));
        } else {
            line(
                    console,
                    "receivers",
                    String.join(
                            ", ",
                            settings.receivers().keySet().stream().sorted().toList()));
        }
    }

    private static void line(Console console, String name, String text) {
        console.note(String.format(Locale.ROOT, "  %-9s  %s", name, text));
    }
}
