// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.bench.target.ProcessFigures;
import io.tocsin.bench.target.Target;
import java.time.Duration;
import java.util.List;

/** What a server costs while nothing happens: processor time over 30 seconds, 15 seconds after it became ready. */
public final class Idle implements Subject {
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final Duration WATCH = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String summary() {
        return "what a server costs while nothing happens: CPU over 30 s";
    }

    @Override
    public List<Figure> measure(Options options) {
        try (Target target = Target.start(options.requireCommand(), options.work())) {
            target.letRun(SETTLE);
            ProcessFigures before = target.figures();
            target.letRun(WATCH);
            ProcessFigures after = target.figures();
            double ratio = (after.cpuSeconds() - before.cpuSeconds()) / WATCH.toSeconds();
            return List.of(
                    Figure.of("CPU", ratio * 100, "% of a core").within(Limit.atMost(3)),
                    Figure.of("RSS", after.rssMib(), "MiB"));
        }
    }
}
