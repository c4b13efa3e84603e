// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Target;
import java.util.List;

/**
 * How soon an alert is out under a steady load: single events at a fixed rate, beside them 20 a second that trip
 * {@code cost.expensive-request}, each timed from its sending to its alert in the stream of server-sent events.
 */
public final class AlertLatency implements Subject {
    /** Bars of the product: an answer within 100 ms, a decision within 50 ms, both at the 99th percentile. */
    private static final Limit ANSWER = Limit.atMost(100);

    private static final Limit ALERT = Limit.atMost(50);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "how soon an alert is out at a steady rate of single events, open loop";
    }

    @Override
    public List<Figure> measure(Options options) {
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            EventRequests requests = new EventRequests(target.address(), 1, options.users(), 1, options.clock());
            HttpLoad load = new HttpLoad(target.address(), requests, options.connections());
            AlertWatch watch = AlertWatch.run(load, target.address(), target.address(), target::figures, options);
            return figures(watch, options);
        }
    }

    private static List<Figure> figures(AlertWatch watch, Options options) {
        LoadResult result = watch.load();
        return List.of(
                Figure.of("accepted", result.eventsPerSecond(), "events/s")
                        .within(Limit.atLeast(0.99 * options.rate())),
                Figure.of("not accepted", (double) watch.failed(), "requests").within(Limit.atMost(0)),
                Figure.of("alerts missing", (double) watch.missing(), "alerts").within(Limit.atMost(0)),
                Figure.of("alert p50", watch.alerts().millis(0.5), "ms"),
                Figure.of("alert p99", watch.alerts().millis(0.99), "ms").within(ALERT),
                Figure.of("alert max", watch.alerts().maxMillis(), "ms"),
                Figure.of("answer p50", result.latencies().millis(0.5), "ms"),
                Figure.of("answer p99", result.latencies().millis(0.99), "ms").within(ANSWER),
                Figure.of("answer max", result.latencies().maxMillis(), "ms"),
                Figure.of(
                        "server CPU", ServerLoad.cpuMicros(watch.before(), watch.after(), result.events()), "us/event"),
                Figure.of("server RSS", watch.after().rssMib(), "MiB"));
    }
}
