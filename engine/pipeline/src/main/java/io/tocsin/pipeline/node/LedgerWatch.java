// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.ledger.LedgerReach;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells the engine when a member can no longer claim actions, and when all can again; the rule
 * {@code platform.ledger-unreachable} does the rest, so people hear within a minute that automations do not run. Of a
 * cluster the oldest member speaks for all, so that one ledger that is away is one alert. Runs on a thread of its own.
 */
public final class LedgerWatch {
    /** The rule that pages. */
    static final String RULE = "platform.ledger-unreachable";

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final LedgerProbe own;
    private final Supplier<Optional<ClusterView>> cluster;
    private final Clock clock;
    private final OwnAlert alert;

    LedgerWatch(LedgerProbe own, Supplier<Optional<ClusterView>> cluster, Engine engine, Clock clock, String tenant) {
        this.own = own;
        this.cluster = cluster;
        this.clock = clock;
        this.alert = new OwnAlert(engine, tenant, RULE, "ledger-unreachable", "action-ledger", "critical");
    }

    /**
     * Starts to watch, until what is answered is closed.
     *
     * @param own how this member reaches the ledger; on a node of its own nobody else is asked
     * @param tenant whose people are told
     */
    public static AutoCloseable start(LedgerProbe own, Engine engine, Clock clock, String tenant) {
        LedgerWatch watch = new LedgerWatch(own, engine::cluster, engine, clock, tenant);
        return Watching.start("claims", PERIOD, watch::look);
    }

    /** Looks once, and tells the engine what it does not know yet. */
    void look() {
        Optional<ClusterView> seen = cluster.get();
        if (seen.isPresent() && !seen.get().oldest().equals(seen.get().self())) {
            return;
        }
        Map<String, LedgerReach> reach =
                seen.map(LedgerWatch::reach).orElseGet(() -> Map.of(own.member(), own.reach()));
        boolean away = reach.containsValue(LedgerReach.AWAY);
        boolean known = away || !reach.containsValue(LedgerReach.SILENT);
        if (known && alert.told() != away) {
            alert.tell(away, away ? sentence(reach) : "actions can be claimed again", clock.instant(), clock.instant());
        }
    }

    private static Map<String, LedgerReach> reach(ClusterView cluster) {
        Map<String, LedgerReach> reach = new TreeMap<>();
        cluster.members().stream()
                .filter(ClusterView.Member::answers)
                .forEach(member -> reach.put(member.name(), member.ledger()));
        return reach;
    }

    private static String sentence(Map<String, LedgerReach> reach) {
        return reach.entrySet().stream()
                .filter(entry -> entry.getValue() == LedgerReach.AWAY)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(
                        ", ", "actions cannot be claimed by ", ": automations do not run there, pages go on"));
    }
}
