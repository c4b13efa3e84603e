// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.report.Figure;
import io.tocsin.bench.report.Limit;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.Doors;
import io.tocsin.sources.generic.Mappings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What reading a message costs each door, from bytes to signals, beside the bare parser of the same bytes: the generated classes
 * of OTLP, or every token of JSON.
 *
 * <p>By CPU time of one thread, a moment of the one and a moment of the other in turn, so that whatever else the machine does, and
 * however fast it runs, falls on both alike.
 */
public final class DoorCost implements Subject {
    private static final int ROUND = 16;
    private static final long MOMENT_NANOS = 5_000_000;
    /** How much more of the time a door with a limit gets: its share has to be exact. */
    private static final int WEIGHT = 6;

    private static final double HALF = 0.5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public String summary() {
        return "reading a message through each door, beside the bare parser of its encoding";
    }

    @Override
    public List<Figure> measure(Options options) throws IOException {
        List<DoorCase> cases = DoorCases.of(
                Doors.all(PriceBook.load(prices()), Mappings.shipped()),
                options.clock().instant());
        long parts = cases.stream().mapToLong(DoorCost::weight).sum();
        List<Figure> figures = new ArrayList<>();
        for (DoorCase each : cases) {
            alternate(each, options.warmup().multipliedBy(weight(each)).dividedBy(parts));
            Micros spent =
                    alternate(each, options.time().multipliedBy(weight(each)).dividedBy(parts));
            double bytes = each.message().body().length;
            figures.add(Figure.of(each.name() + ": messages", 1e6 / spent.door, "/s of CPU"));
            figures.add(Figure.of(each.name() + ": bytes", bytes / spent.door, "MB/s of CPU"));
            figures.add(Figure.of(each.name() + ": per record", spent.door / each.records(), "us of CPU"));
            figures.add(Figure.of(each.name() + ": bare parser", bytes / spent.bare, "MB/s of CPU"));
            Figure share =
                    Figure.of(each.name() + ": share of the bare parser's speed", spent.bare / spent.door, "ratio");
            figures.add(each.limited() ? share.within(Limit.atLeast(HALF)) : share);
        }
        return figures;
    }

    private static int weight(DoorCase each) {
        return each.limited() ? WEIGHT : 1;
    }

    /** Microseconds of CPU for one message. */
    private record Micros(double door, double bare) {}

    private static Micros alternate(DoorCase each, Duration time) throws IOException {
        Spent door = new Spent(body -> signals(each));
        Spent bare = new Spent(each.bare());
        long start = System.nanoTime();
        do {
            door.moment(each);
            bare.moment(each);
        } while (System.nanoTime() - start < time.toNanos());
        return new Micros(door.micros(), bare.micros());
    }

    private static long signals(DoorCase each) {
        Reading reading = each.door().read(each.message());
        if (reading instanceof Reading.Understood understood && understood.rejected() == 0) {
            return understood.signals().size();
        }
        throw new IllegalStateException("the door " + each.name() + " does not understand its message: " + reading);
    }

    /** What reading the same message over and over took. */
    private static final class Spent {
        private final DoorCase.Bare step;
        private long cpuNanos;
        private long messages;

        Spent(DoorCase.Bare step) {
            this.step = step;
        }

        void moment(DoorCase each) throws IOException {
            byte[] body = each.message().body();
            long before = THREADS.getCurrentThreadCpuTime();
            long seen = 0;
            long read = 0;
            long spent;
            do {
                for (int i = 0; i < ROUND; i++) {
                    seen += step.read(body);
                }
                read += ROUND;
                spent = THREADS.getCurrentThreadCpuTime() - before;
            } while (spent < MOMENT_NANOS);
            if (seen < read) {
                throw new IllegalStateException("nothing was made of the message of the door " + each.name());
            }
            cpuNanos += spent;
            messages += read;
        }

        double micros() {
            return cpuNanos / 1e3 / messages;
        }
    }

    private static Path prices() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path prices = folder.resolve("rules/prices.yaml");
            if (Files.exists(prices)) {
                return prices;
            }
        }
        throw new IllegalArgumentException("doors must be run below the folder that holds rules/prices.yaml");
    }
}
