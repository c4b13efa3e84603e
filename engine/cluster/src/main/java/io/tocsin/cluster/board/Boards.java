// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import io.tocsin.cluster.net.Kind;
import io.tocsin.cluster.net.Net;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.Engine.Update;
import io.tocsin.pipeline.log.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts, runs and flags of every cell, on every member, at most a moment old: asks the owners what is new, a few times a
 * second. Thread-safe; reading never blocks.
 */
public final class Boards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Boards.class);
    private static final long EVERY_MILLIS = 400;
    private static final Comparator<LiveAlert> NEWEST_FIRST =
            Comparator.comparing(LiveAlert::startsAt).reversed().thenComparing(LiveAlert::id);

    private final Net net;
    private final IntFunction<Optional<? extends Engine>> engines;
    private final IntFunction<Optional<String>> owners;
    private final List<Board> boards;
    private final Map<Integer, Issue> bulletins = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "tocsin-boards"));

    /** A bulletin and the engine it is about. */
    private record Issue(Engine engine, Bulletin bulletin) {}

    /**
     * For a number of cells.
     *
     * @param engines the engine of a cell, if it is folded here
     * @param owners the member that owns a cell, if that is known
     */
    public Boards(
            Net net, int cells, IntFunction<Optional<? extends Engine>> engines, IntFunction<Optional<String>> owners) {
        this.net = net;
        this.engines = engines;
        this.owners = owners;
        this.boards = IntStream.range(0, cells).mapToObj(cell -> new Board()).toList();
        net.handle(Kind.NEWS, this::news);
    }

    /** Starts to ask. */
    public void start() {
        timer.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("IllegalCatch")
    private void ask() {
        for (int cell = 0; cell < boards.size(); cell++) {
            try {
                ask(cell);
            } catch (RuntimeException silent) {
                LOG.atDebug().addKeyValue("cell", cell).setCause(silent).log("no news of a cell");
            }
        }
    }

    private void ask(int cell) {
        Board board = boards.get(cell);
        Optional<String> owner = owners.apply(cell);
        if (owner.isPresent()) {
            byte[] asked = Written.bytes(out -> {
                out.writeLong(board.issue());
                out.writeLong(board.version());
            });
            byte[] answer = owner.get().equals(net.self())
                    ? news(cell, asked)
                    : net.call(owner.get(), Kind.NEWS, cell, asked).join();
            if (answer.length > 0) {
                board.take(
                        Written.read(answer, News::read), update -> listeners.forEach(heard -> heard.accept(update)));
            }
        }
    }

    /** What is new in a cell that is folded here; nothing when it is not. */
    private byte[] news(int cell, byte[] asked) {
        Optional<? extends Engine> engine = engines.apply(cell);
        if (engine.isEmpty()) {
            forget(cell);
            return new byte[0];
        }
        Bulletin bulletin = bulletin(cell, engine.get());
        return Written.read(asked, in -> {
            News news = bulletin.since(in.readLong(), in.readLong());
            return Written.bytes(news::write);
        });
    }

    private synchronized Bulletin bulletin(int cell, Engine engine) {
        Issue present = bulletins.get(cell);
        if (present == null || present.engine() != engine) {
            forget(cell);
            present = new Issue(engine, new Bulletin(engine));
            bulletins.put(cell, present);
        }
        return present.bulletin();
    }

    private synchronized void forget(int cell) {
        Issue old = bulletins.remove(cell);
        if (old != null) {
            old.bulletin().close();
        }
    }

    /** Every alert that is kept, the newest first. */
    public Collection<LiveAlert> alerts() {
        return all(board -> board.alerts.values()).sorted(NEWEST_FIRST).toList();
    }

    /** The alert with this id. */
    public Optional<LiveAlert> alert(String id) {
        return boards.stream()
                .map(board -> Optional.ofNullable(board.alerts.get(id)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Every run that is kept, by id. */
    public Collection<RunbookRun> runs() {
        return all(board -> board.runs.values())
                .sorted(Comparator.comparing(RunbookRun::id))
                .toList();
    }

    /** Every flag that has not lapsed, by tenant and key. */
    public Collection<Flag> flags(Instant now) {
        return all(board -> board.flags.values())
                .filter(flag -> inForce(flag, now))
                .sorted(Comparator.comparing(Flag::tenant).thenComparing(Flag::key))
                .toList();
    }

    /** One flag of a tenant, if it has not lapsed. */
    public Optional<Flag> flag(int cell, String tenant, String key, Instant now) {
        return Optional.ofNullable(boards.get(cell).flags.get(tenant + "/" + key))
                .filter(flag -> inForce(flag, now));
    }

    private static boolean inForce(Flag flag, Instant now) {
        return flag.expiresAt() == null || now.isBefore(flag.expiresAt());
    }

    /** Signals accepted in all cells, and what became of them. */
    public Engine.Ledger ledger() {
        Map<String, Long> outcomes = new TreeMap<>();
        boards.forEach(board -> board.outcomes.forEach((word, count) -> outcomes.merge(word, count, Long::sum)));
        return new Engine.Ledger(
                boards.stream().mapToLong(board -> board.accepted).sum(), outcomes);
    }

    private <T> Stream<T> all(Function<Board, Collection<T>> of) {
        List<T> all = new ArrayList<>();
        boards.forEach(board -> all.addAll(of.apply(board)));
        return all.stream();
    }

    /** Hears of every change. The listener must not block. */
    public AutoCloseable listen(Consumer<Update> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        for (int cell = 0; cell < boards.size(); cell++) {
            forget(cell);
        }
    }
}
