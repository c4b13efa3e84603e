// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much a server accepts durably: batches of 100 and of 1 in a closed loop, the generator on the same cores. */
public final class Throughput implements Subject {
    /** Bars of the product, on two cores with the generator on them. */
    private static final Map<String, Limit> LIMITS =
            Map.of("batch 100: accepted", Limit.atLeast(80_000), "batch 1: accepted", Limit.atLeast(8_000));

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String summary() {
        return "how much a server accepts: batches of 100 and of 1, closed loop";
    }

    @Override
    public List<Figure> measure(Options options) {
        List<Figure> figures = new ArrayList<>();
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            long firstId = 1;
            for (int batch : new int[] {100, 1}) {
                EventRequests requests =
                        new EventRequests(target.address(), batch, options.users(), firstId, options.clock());
                figures.addAll(ServerLoad.closedLoop(target, requests, options));
                firstId = requests.nextId();
            }
        }
        return figures.stream().map(Throughput::limited).toList();
    }

    private static Figure limited(Figure figure) {
        Limit limit = LIMITS.get(figure.name());
        return limit == null ? figure : figure.within(limit);
    }
}
