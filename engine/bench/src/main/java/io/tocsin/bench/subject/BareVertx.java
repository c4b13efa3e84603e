// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.load.EventRequests;
import io.tocsin.bench.report.Figure;
import io.tocsin.bench.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The HTTP server alone: Vert.x that answers 202 and discards what it is sent. The ceiling for the product. */
public final class BareVertx implements Subject {

    @Override
    public String name() {
        return "bare-vertx";
    }

    @Override
    public String summary() {
        return "the HTTP server alone: Vert.x that answers 202 and discards, batches of 100 and of 1";
    }

    @Override
    public List<Figure> measure(Options options) {
        List<Figure> figures = new ArrayList<>();
        try (Target target = Target.start(command(), options.work())) {
            for (int batch : new int[] {100, 1}) {
                EventRequests requests =
                        new EventRequests(target.address(), batch, options.users(), 1, options.clock());
                figures.addAll(ServerLoad.closedLoop(target, requests, options));
            }
        }
        return figures;
    }

    private static String command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'" + java + "' -cp '" + System.getProperty("java.class.path") + "' " + DiscardingServer.class.getName()
                + " {port}";
    }
}
