// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.demo.DemoMember.Shared;
import io.tocsin.app.demo.traffic.Simulator;
import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.app.wiring.Port;
import io.tocsin.app.wiring.TemporaryFolder;
import io.tocsin.cluster.member.Join;
import io.tocsin.cluster.member.MemberSettings;
import io.tocsin.fakes.FakeVendors;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.shard.Placement;
import io.tocsin.store.SqlLedger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Three members, an alert, and the sudden death of the member that has it. Everything is waited for, for a bounded time;
 * what does not come about is part of the record. Used once; not thread-safe.
 */
final class ClusterStory implements AutoCloseable {
    private static final String RULE = "cost.runaway-loop";
    private static final String HOST = "127.0.0.1";
    private static final URI ADDRESS = URI.create("http://127.0.0.1:7420");
    private static final Duration LEDGER_DEADLINE = Duration.ofSeconds(2);
    private static final Duration ALL = Duration.ofSeconds(55);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 20;
    private static final long CALM_MILLIS = 2000;
    private static final int FEWEST_CELLS = 2;
    private static final double NANOS = 1e9;

    private final long startedAt = System.nanoTime();
    private final ClusterNarrator narrator;
    private final TemporaryFolder folder = TemporaryFolder.make("tocsin-demo");
    private final FakeVendors vendors = FakeVendors.start(Clock.systemUTC()).withoutRateLimits();
    private final SqlLedger ledger = SqlLedger.sqlite(folder.path(), LEDGER_DEADLINE);
    private final Shared shared;
    private final long seed;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, DemoMember> members = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    ClusterStory(RuleFiles rules, Path runbooks, long seed, ClusterNarrator narrator) {
        this.narrator = narrator;
        this.seed = seed;
        this.shared = new Shared(rules, runbooks, vendors, ledger, ADDRESS);
        for (int number = 1; number <= ClusterDemo.MEMBERS; number++) {
            int port = Port.free("cluster", HOST, 0);
            while (ports.containsValue(port)) {
                port = Port.free("cluster", HOST, 0);
            }
            ports.put("member-" + number, port);
        }
    }

    /** Plays it to its end. Blocks for most of a minute. */
    ClusterRecord play() throws InterruptedException {
        narrator.opening();
        ports.keySet().forEach(this::start);
        await("every cell has an owner and a copy", this::shared);
        narrator.ready(secondsSince(startedAt));
        narrator.say(Placement.CELLS + " cells hold all state; one member folds each, another keeps its copy on disk:");
        narrator.table(List.copyOf(members.values()), map());
        try (ClusterTraffic traffic =
                new ClusterTraffic(seed, shared.rules().policy().prices(), all())) {
            return play(traffic);
        }
    }

    private ClusterRecord play(ClusterTraffic traffic) throws InterruptedException {
        traffic.start();
        narrator.line("TRAFFIC", Tint.DIM, "a web shop's LLM calls, sent to the three members in turn");
        Thread.sleep(CALM_MILLIS);
        narrator.line("CHANGE", Tint.BLUE, "team growth starts an agent that calls itself in a loop");
        traffic.runAway();
        await("an alert fires", () -> alert().isPresent());
        alert().ifPresent(narrator::fired);
        String id = alert().map(LiveAlert::id).orElse("");
        await("somebody is paged", () -> vendors.pagerDuty().incident(id).isPresent());
        narrator.paged(vendors, id);
        Thread.sleep(CALM_MILLIS);
        DemoMember dead = kill(traffic);
        double takeover = takeover(dead);
        CompletableFuture<Void> remains = CompletableFuture.runAsync(dead::close);
        narrator.table(all(), map());
        same(traffic, id);
        remains.join();
        double back = comeBack(dead, traffic);
        narrator.table(all(), map());
        Thread.sleep(CALM_MILLIS);
        traffic.end();
        await("every signal is accepted", () -> traffic.accepted() == traffic.sent());
        return record(traffic, dead.name(), id, takeover, back);
    }

    /** The member that folds the alert is the one to die. */
    private DemoMember kill(ClusterTraffic traffic) {
        int cell = Placement.cell(Placement.ofTenant(Simulator.TENANT));
        String name = map().owner(cell).orElseGet(() -> all().get(0).name());
        List<Integer> folded = map().folds(name);
        DemoMember dead = Optional.ofNullable(members.remove(name)).orElseThrow();
        traffic.without(dead);
        narrator.killed(dead, folded, traffic.accepted());
        return dead;
    }

    private double takeover(DemoMember dead) throws InterruptedException {
        long since = System.nanoTime();
        dead.kill();
        boolean owned = await(
                "every cell has an owner again",
                () -> map().without(dead.name()).owned());
        double seconds = secondsSince(since);
        if (owned) {
            narrator.takenOver(seconds);
        }
        return owned ? seconds : Double.NaN;
    }

    private void same(ClusterTraffic traffic, String id) throws InterruptedException {
        long sent = traffic.sent();
        await("what was sent meanwhile is accepted", () -> traffic.accepted() >= sent);
        ClusterRecord now = record(traffic, "", id, Double.NaN, Double.NaN);
        if (now.alertOpen()) {
            narrator.same(now.accepted(), now.lost(), now.pagedTwice());
        }
    }

    private double comeBack(DemoMember dead, ClusterTraffic traffic) throws InterruptedException {
        narrator.line("RETURN", Tint.BLUE, dead.name() + " starts again, on what is in its folder");
        long since = System.nanoTime();
        start(dead.name());
        traffic.with(Optional.ofNullable(members.get(dead.name())).orElseThrow());
        boolean home = await("the member has cells again", this::shared);
        double seconds = secondsSince(since);
        if (home) {
            narrator.back(seconds);
        }
        return home ? seconds : Double.NaN;
    }

    private ClusterRecord record(ClusterTraffic traffic, String dead, String id, double takeover, double back)
            throws InterruptedException {
        long accepted = traffic.accepted();
        await("what was accepted is counted", () -> ClusterRecord.counted(ledgerOfAll()) >= accepted);
        boolean open = all().get(0)
                .engine()
                .alert(id)
                .filter(alert -> alert.state().open())
                .isPresent();
        return new ClusterRecord(
                ports.size(),
                Placement.CELLS,
                dead,
                traffic.sent(),
                accepted,
                ledgerOfAll(),
                Outbox.of(vendors),
                id,
                open,
                takeover,
                back,
                failures);
    }

    private void start(String name) {
        List<String> hosts =
                ports.values().stream().map(port -> HOST + ":" + port).toList();
        MemberSettings settings = new MemberSettings(
                "tocsin-demo",
                name,
                HOST,
                ports.getOrDefault(name, 0),
                new Join.Hosts(hosts),
                ports.size(),
                Placement.CELLS,
                Map.of());
        members.put(name, DemoMember.start(settings, folder.path().resolve(name), shared));
    }

    /** Whether every cell is folded and copied, and every member has its share. */
    private boolean shared() {
        ClusterMap map = map();
        return map.copied()
                && members.keySet().stream().allMatch(name -> map.folds(name).size() >= FEWEST_CELLS);
    }

    private List<DemoMember> all() {
        return List.copyOf(members.values());
    }

    private ClusterMap map() {
        return ClusterMap.seenBy(all().get(0));
    }

    private Engine.Ledger ledgerOfAll() {
        return all().get(0).engine().ledger();
    }

    private Optional<LiveAlert> alert() {
        return all().get(0).engine().alerts().stream()
                .filter(alert ->
                        alert.alert().rule().equals(RULE) && alert.state().open())
                .findFirst();
    }

    /** Waits until it holds; when it does not in time, that is part of the record. */
    private boolean await(String what, BooleanSupplier holds) throws InterruptedException {
        long since = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - since > LONG.toNanos() || System.nanoTime() - startedAt > ALL.toNanos()) {
                failures.add("waited in vain until " + what);
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }

    @Override
    public void close() {
        members.values().forEach(DemoMember::kill);
        CompletableFuture.allOf(members.values().stream()
                        .map(member -> CompletableFuture.runAsync(member::close))
                        .toArray(CompletableFuture[]::new))
                .join();
        ledger.close();
        vendors.close();
        folder.close();
    }
}
