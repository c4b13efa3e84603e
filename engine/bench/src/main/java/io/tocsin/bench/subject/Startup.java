// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.load.HttpLoad;
import io.tocsin.bench.load.LoadResult;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a server takes to be ready, empty and after it has met 100,000 users, and the memory they take. */
public final class Startup implements Subject {
    private static final int USERS = 100_000;
    private static final int BATCH = 100;
    private static final double BATCHES_PER_SECOND = 200;
    private static final Duration FEED = Duration.ofSeconds(10);
    private static final Duration SETTLE = Duration.ofSeconds(10);

    /** Bars of the product: ready within 10 s, at most 700 MB resident. */
    private static final Limit READY = Limit.atMost(10);

    private static final Limit MEMORY = Limit.atMost(700);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String summary() {
        return "time to ready, empty and with 100,000 users, and the memory they take";
    }

    @Override
    public List<Figure> measure(Options options) {
        List<Figure> figures = new ArrayList<>();
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            figures.add(Figure.of("ready, empty", target.readySeconds(), "s").within(READY));
            figures.add(
                    Figure.of("RSS, empty", target.figures().rssMib(), "MiB").within(MEMORY));
            EventRequests requests = new EventRequests(target.address(), BATCH, USERS, 1, options.clock());
            LoadResult fed =
                    new HttpLoad(target.address(), requests, options.connections()).open(BATCHES_PER_SECOND, FEED);
            figures.add(Figure.of("events not accepted", (double) fed.failed() * BATCH, "events")
                    .within(Limit.atMost(0)));
            target.letRun(SETTLE);
            figures.add(Figure.of("RSS, 100,000 users", target.figures().rssMib(), "MiB")
                    .within(MEMORY));
            figures.add(Figure.of("peak RSS, 100,000 users", target.figures().peakRssMib(), "MiB"));
        }
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            figures.add(Figure.of("ready, 100,000 users", target.readySeconds(), "s")
                    .within(READY));
            figures.add(Figure.of("RSS, restarted", target.figures().rssMib(), "MiB")
                    .within(MEMORY));
        }
        return figures;
    }
}
