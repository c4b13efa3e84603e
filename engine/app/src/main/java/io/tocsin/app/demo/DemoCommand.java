// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.Installation;
import io.tocsin.app.replay.Pace;
import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.server.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code tocsin demo}: a night in a made-up company, told in a minute. */
@Command(
        name = "demo",
        description = {
            "See a night of alerts, pages and one approved automation in a minute: real engine, real rules, simulated"
                    + " traffic, stand-ins for PagerDuty and Slack. Nothing leaves this host.",
            "",
            "Equal seeds tell equal stories. Example: tocsin demo --headless -o json --seed 7",
            "With --cluster 3: three members in real time, one of which is killed."
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What every number of the story comes from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--headless", description = "As fast as it goes, without a server; nobody is asked.")
    private boolean headless;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Tell it as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); json implies --headless.")
    private Format format = Format.text;

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "200x",
            description = "Seconds of the story in one second here, or max (default: ${DEFAULT-VALUE}).")
    private String speed = "200x";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + ServerSettings.PORT,
            description = "Port of the console on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--no-server", description = "Without the console and the API.")
    private boolean noServer;

    @Option(
            names = "--cluster",
            paramLabel = "MEMBERS",
            description =
                    "Show instead what becomes of a cluster of 3 members when one is killed; takes most of a minute.")
    private @Nullable Integer cluster;

    @Option(names = "--rules", paramLabel = "DIR", description = "Folder with the rules (default: the installation's).")
    private @Nullable Path rules;

    @Option(
            names = "--runbooks",
            paramLabel = "DIR",
            description = "Folder with the automations (default: the installation's).")
    private @Nullable Path runbooks;

    /** How the story is told; the constants are the words of the command line. */
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        Pace pace = Pace.of(speed)
                .orElseThrow(() -> new Failure(
                        Exit.USAGE, "--speed must be max or a number such as 200x, was " + speed, "Try --speed max."));
        boolean unattended = headless || format == Format.json;
        Console console = Console.of(spec);
        if (cluster != null) {
            checkCluster(cluster, spec.commandLine().getParseResult());
        }
        RuleFiles loaded = RuleFiles.load(rules == null ? folder("rules") : rules, console);
        if (cluster != null) {
            ClusterDemo demo = new ClusterDemo(console, loaded, runbooks == null ? folder("runbooks") : runbooks, seed);
            return format == Format.json ? demo.record() : demo.tell();
        }
        Demo demo = new Demo(
                console,
                loaded,
                runbooks == null ? folder("runbooks") : runbooks,
                new Demo.Options(seed, unattended ? Pace.max() : pace, unattended, !unattended && !noServer, port));
        return format == Format.json ? demo.record() : demo.tell();
    }

    private static void checkCluster(int members, ParseResult given) {
        if (members != ClusterDemo.MEMBERS) {
            throw new Failure(
                    Exit.USAGE,
                    "--cluster must be " + ClusterDemo.MEMBERS + ", was " + members,
                    "Three are the fewest that can lose one and still be a majority.");
        }
        for (String option : List.of("--speed", "--port", "--no-server")) {
            if (given.hasMatchedOption(option)) {
                throw new Failure(
                        Exit.USAGE,
                        option + " does not go with --cluster",
                        "The cluster's demo runs in real time, without a console.");
            }
        }
    }

    private static Path folder(String name) {
        return Installation.folder().resolve(name);
    }
}
