// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.AdmissionRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Members;
import io.tocsin.bench.target.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Budgets under contention: 64 clients on one budget, of a node and of three members. First a budget that is far too small,
 * to see that not a cent too much is given; then one that is large enough, as fast as it goes and at a fixed rate.
 */
public final class Admission implements Subject {
    private static final int CLIENTS = 64;
    private static final int SCARCE_CENTS = 500;

    /** Until so much was asked for, however slow the machine, nothing is known of what is given above the budget. */
    private static final int ENOUGH_ASKS = 2 * SCARCE_CENTS / AdmissionRequests.CENTS;

    /** Asks a second, and how long an ask may take: bars of the product, on two cores with the generator on them. */
    private static final double RATE = 5_000;

    private static final Limit P99 = Limit.atMost(5);
    private static final Limit NONE = Limit.atMost(0);

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public String summary() {
        return "64 clients reserve from one budget, of a node and of three members; nothing may be overspent";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        if (!options.requireCommand().contains("{config}")) {
            throw new IllegalArgumentException("--command must say where {config}, a file with settings, goes: "
                    + "--command './tocsin server --config {config} --port {port} --data {data}'");
        }
        Path budgets = Files.writeString(options.work().resolve("budgets.yaml"), """
                budgets:
                  - scope: { team: scarce }
                    period: month
                    usd: 5
                  - scope: { team: plenty }
                    period: month
                    usd: 1_000_000
                  - scope: { team: paced }
                    period: month
                    usd: 1_000_000
                """);
        String more = "budgets-file: '" + budgets + "'\n";
        List<Figure> figures = new ArrayList<>();
        try (Members node = Members.node(options.command(), options.work().resolve("alone"), more)) {
            figures.addAll(measure(node, "node", options));
        }
        try (Members members =
                Members.cluster(options.command(), options.work().resolve("members"), 3, options.ledger(), more)) {
            figures.addAll(measure(members, "3 members", options));
        }
        return Stream.of(figures, ServerLoad.bareCommits(options))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Figure> measure(Members members, String who, Options options) {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(scarce(members.addresses(), who, options));
        figures.addAll(plenty(members, who, options));
        return figures;
    }

    private static List<Figure> scarce(List<URI> servers, String who, Options options) {
        AdmissionRequests requests = new AdmissionRequests(servers.get(0), "scarce", false);
        HttpLoad load = new HttpLoad(servers, requests, CLIENTS);
        long asks = 0;
        long failed = 0;
        long answered;
        do {
            LoadResult round = load.closed(options.time());
            answered = round.latencies().count();
            asks += answered;
            failed += round.failed();
        } while (asks < ENOUGH_ASKS && answered > 0);
        double over = Math.max(0, requests.granted() * AdmissionRequests.CENTS - SCARCE_CENTS);
        return List.of(
                Figure.of("scarce, " + who + ": asks", (double) asks, "asks"),
                Figure.of("scarce, " + who + ": not answered", (double) failed, "asks")
                        .within(NONE),
                Figure.of("scarce, " + who + ": granted of 500", (double) requests.granted(), "cents"),
                Figure.of("scarce, " + who + ": overspent", over, "cents").within(NONE));
    }

    private static List<Figure> plenty(Members members, String who, Options options) {
        List<URI> servers = members.addresses();
        AdmissionRequests requests = new AdmissionRequests(servers.get(0), "plenty", true);
        HttpLoad fastest = new HttpLoad(servers, requests, CLIENTS);
        fastest.closed(options.warmup());
        LoadResult most = fastest.closed(options.time());
        HttpLoad paced = new HttpLoad(servers, new AdmissionRequests(servers.get(0), "paced", true), CLIENTS);
        paced.open(RATE, options.time());
        ProcessFigures before = members.figures();
        LoadResult result = paced.open(RATE, options.time());
        double cpu = ServerLoad.cpuMicros(before, members.figures(), result.events());
        String prefix = "5,000 asks/s, " + who + ": ";
        return List.of(
                Figure.of("as fast as it goes, " + who + ": answered", most.eventsPerSecond(), "asks/s")
                        .within(Limit.atLeast(RATE)),
                Figure.of(
                        "as fast as it goes, " + who + ": p99", most.latencies().millis(0.99), "ms"),
                Figure.of("as fast as it goes, " + who + ": not answered", (double) most.failed(), "asks")
                        .within(NONE),
                Figure.of(prefix + "answered", result.eventsPerSecond(), "asks/s"),
                Figure.of(prefix + "not answered", (double) result.failed(), "asks")
                        .within(NONE),
                Figure.of(prefix + "p50", result.latencies().millis(0.5), "ms"),
                Figure.of(prefix + "p99", result.latencies().millis(0.99), "ms").within(P99),
                Figure.of(prefix + "max", result.latencies().maxMillis(), "ms"),
                Figure.of(prefix + "server CPU", cpu, "us/ask"));
    }
}
