// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.CellReport.Role;
import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.pipeline.shard.Placement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all cells a few times a second and, on the oldest member, has done what the plan says: one step of a cell at a
 * time. It remembers nothing that matters, so any member can take over. Every member looks, so that it knows who owns what.
 */
public final class Coordinator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final long EVERY_MILLIS = 200;
    private static final long OTHERS_EVERY_MILLIS = 500;

    private final Net net;
    private final Supplier<Report> own;
    private final Hearing hearing;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-coordinator"));
    private final Map<Integer, Long> ownerlessSince = new ConcurrentHashMap<>();
    private final Unfit unfit = new Unfit();
    private final Set<Integer> underWay = ConcurrentHashMap.newKeySet();
    private volatile Picture picture = new Picture(List.of(), View.NOBODY);
    private volatile boolean closed;

    /**
     * What is known of the cluster.
     *
     * @param reports how the members are, by name
     * @param view who is there
     */
    public record Picture(List<Report> reports, View view) {}

    /** Of a member's view; {@code own} is how this member is. */
    public Coordinator(Net net, Supplier<Report> own) {
        this.net = net;
        this.own = own;
        this.hearing = new Hearing(net.self(), net.missingAfter());
        net.handle(Kind.REPORT, (cell, payload) -> own.get().bytes());
    }

    /** Starts to look. */
    public void start() {
        timer.schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Who owned a cell a moment ago; of two owners the one with the greater term. */
    public Optional<String> owner(int cell) {
        return picture.reports().stream()
                .filter(owns(cell))
                .max(Comparator.comparing(report -> report.cell(cell).term()))
                .map(Report::member);
    }

    /** Whether more than half of a whole cluster is in view and has answered within the last seconds. */
    public boolean majorityAnswers() {
        return hearing.majority(net.members(), net.size(), System.nanoTime());
    }

    /** Whether every cell had an owner a moment ago. */
    public boolean everyCellHasAnOwner() {
        return IntStream.range(0, Placement.CELLS).allMatch(cell -> owner(cell).isPresent());
    }

    /** The cluster as it was a moment ago. */
    public Picture picture() {
        return picture;
    }

    @SuppressWarnings("IllegalCatch")
    private void look() {
        long next = EVERY_MILLIS;
        try {
            View view = View.of(net, Placement.CELLS);
            Set<Integer> changing = Set.copyOf(underWay);
            List<Report> reports = reports(view);
            picture = new Picture(reports, view);
            if (!view.members().isEmpty() && view.members().get(0).equals(net.self())) {
                act(view, reports, changing);
            } else {
                ownerlessSince.clear();
                next = OTHERS_EVERY_MILLIS;
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("could not look at the cells, looking again");
        }
        if (!closed) {
            timer.schedule(this::look, next, TimeUnit.MILLISECONDS);
        }
    }

    private List<Report> reports(View view) {
        List<CompletableFuture<Report>> asked = view.members().stream()
                .map(member -> member.equals(net.self()) ? CompletableFuture.completedFuture(own.get()) : ask(member))
                .toList();
        return asked.stream()
                .map(answer -> answer.thenApply(Optional::of).exceptionally(silent -> Optional.empty()))
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Report::member))
                .toList();
    }

    private CompletableFuture<Report> ask(String member) {
        long asked = System.nanoTime();
        return net.call(member, Kind.REPORT, 0, new byte[0]).thenApply(answer -> {
            hearing.answered(member, asked);
            return Report.of(answer);
        });
    }

    /** Cells that were changing while the members were asked are left alone: what was reported of them may be old. */
    private void act(View view, List<Report> reports, Set<Integer> changing) {
        long now = System.nanoTime();
        for (int cell = 0; cell < Placement.CELLS; cell++) {
            if (reports.stream().anyMatch(owns(cell))) {
                ownerlessSince.remove(cell);
            } else {
                ownerlessSince.putIfAbsent(cell, now);
            }
        }
        unfit.look(reports, now);
        List<Step> steps = Plan.next(
                view,
                reports,
                Placement.CELLS,
                cell -> Duration.ofNanos(now - ownerlessSince.getOrDefault(cell, now)),
                (cell, member) -> unfit.test(cell, member, now));
        Set<Integer> free = new HashSet<>();
        steps.forEach(step -> free.add(step.cell()));
        free.removeAll(changing);
        free.removeAll(underWay);
        free.forEach(cell ->
                take(cell, steps.stream().filter(step -> step.cell() == cell).toList()));
    }

    private static Predicate<Report> owns(int cell) {
        return report -> report.cell(cell).role() == Role.OWNER;
    }

    /** Has the steps of one cell done, and looks at that cell again only when they are over. */
    private void take(int cell, List<Step> steps) {
        underWay.add(cell);
        CompletableFuture<?>[] asked = steps.stream()
                .map(step -> net.call(step.member(), Kind.STEP, cell, StepCodec.write(step))
                        .exceptionally(failure -> told(step, failure)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).whenComplete((done, failure) -> underWay.remove(cell));
    }

    private static byte[] told(Step step, Throwable failure) {
        LOG.atWarn()
                .addKeyValue("step", step)
                .addKeyValue("reason", failure.getMessage())
                .log("a step was not taken");
        return new byte[0];
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
    }
}
