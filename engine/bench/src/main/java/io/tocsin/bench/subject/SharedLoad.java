// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Members;
import io.tocsin.bench.target.ProcessFigures;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One load for however many members: nothing, 100,000 users once, batches in a closed loop, single events and batches at
 * a fixed rate, and probes that are sent to the first member while the last one's alerts are listened to. Requests go to
 * the members in turn; costs are those of all of them together. Used once, by one thread.
 */
final class SharedLoad {
    static final String DISK = "100,000 users: databases";
    static final String MEMORY = "100,000 users: RSS";

    private static final int USERS = 100_000;
    private static final int BATCH = 100;
    private static final double SINGLES_PER_SECOND = 1_000;
    private static final double BATCHES_PER_SECOND = 10;
    private static final double ALERT_RATE = 500;
    private static final double MIB = 1 << 20;
    private static final Duration SETTLE = Duration.ofSeconds(15);

    private final Members members;
    private final Options options;
    private final List<URI> servers;
    private final List<Figure> figures = new ArrayList<>();
    private long nextId = 1;

    SharedLoad(Members members, Options options) {
        this.members = members;
        this.options = options;
        this.servers = members.addresses();
    }

    /** The same measures in the same order for any number of members. */
    List<Figure> measure() {
        idle();
        users();
        EventRequests batches = requests(BATCH, options.users());
        figures.addAll(ServerLoad.closedLoop(servers, members::figures, batches, options));
        nextId = batches.nextId();
        fixed("1,000 single/s: ", 1, SINGLES_PER_SECOND);
        fixed("10 batches/s: ", BATCH, BATCHES_PER_SECOND);
        alerts();
        return List.copyOf(figures);
    }

    private void idle() {
        members.letRun(shorter(options.warmup(), SETTLE));
        ProcessFigures before = members.figures();
        members.letRun(options.time());
        ProcessFigures after = members.figures();
        double seconds = options.time().toMillis() / 1e3;
        double ratio = (after.cpuSeconds() - before.cpuSeconds()) / seconds / servers.size();
        figures.add(Figure.of("idle: CPU of a member", ratio * 100, "% of a core"));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Each user is met once; the millisecond is for the last batch, should the interval not divide the time. */
    private void users() {
        long before = members.diskBytes();
        EventRequests requests = requests(BATCH, USERS);
        double perSecond = USERS / BATCH / (options.time().toMillis() / 1e3);
        LoadResult fed = load(requests).open(perSecond, options.time().plusMillis(1));
        nextId = requests.nextId();
        members.letRun(shorter(options.warmup(), SETTLE));
        notAccepted("100,000 users: ", fed.failed());
        figures.add(Figure.of(DISK, (members.diskBytes() - before) / MIB, "MiB"));
        figures.add(Figure.of(MEMORY, members.figures().rssMib(), "MiB"));
    }

    private void fixed(String prefix, int batch, double perSecond) {
        EventRequests requests = requests(batch, options.users());
        HttpLoad load = load(requests);
        load.open(perSecond, options.warmup());
        ProcessFigures before = members.figures();
        LoadResult result = load.open(perSecond, options.time());
        ProcessFigures after = members.figures();
        nextId = requests.nextId();
        notAccepted(prefix, result.failed());
        figures.add(Figure.of(prefix + "answer p50", result.latencies().millis(0.5), "ms"));
        figures.add(Figure.of(prefix + "answer p99", result.latencies().millis(0.99), "ms"));
        figures.add(Figure.of(prefix + "server CPU", ServerLoad.cpuMicros(before, after, result.events()), "us/event"));
    }

    private void alerts() {
        HttpLoad load = load(requests(1, options.users()));
        URI last = servers.get(servers.size() - 1);
        AlertWatch watch = AlertWatch.run(load, servers.get(0), last, members::figures, options.at(ALERT_RATE));
        notAccepted("alerts at 500/s: ", watch.failed());
        figures.add(Figure.of("alerts at 500/s: missing", (double) watch.missing(), "alerts")
                .within(Limit.atMost(0)));
        figures.add(Figure.of("alerts at 500/s: alert p50", watch.alerts().millis(0.5), "ms"));
        figures.add(Figure.of("alerts at 500/s: alert p99", watch.alerts().millis(0.99), "ms"));
    }

    private void notAccepted(String prefix, long requests) {
        figures.add(Figure.of(prefix + "not accepted", (double) requests, "requests")
                .within(Limit.atMost(0)));
    }

    private EventRequests requests(int batch, int users) {
        return new EventRequests(servers.get(0), batch, users, nextId, options.clock());
    }

    private HttpLoad load(EventRequests requests) {
        return new HttpLoad(servers, requests, options.connections());
    }
}
