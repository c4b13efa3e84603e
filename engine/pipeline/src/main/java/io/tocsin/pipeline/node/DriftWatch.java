// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Looks every few seconds whether the members of a cluster judge by the same rules and were started with the same settings.
 * When they have differed for long, the oldest member tells the engine, and the rule {@code platform.cluster-drift} does the
 * rest. Runs on a thread of its own.
 */
public final class DriftWatch {
    /** The rule that warns. */
    static final String RULE = "platform.cluster-drift";

    private static final String NAME = "cluster-drift";
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SHOWN = 8;

    private final Supplier<Optional<ClusterView>> cluster;
    private final Clock clock;
    private final Trouble drift;

    DriftWatch(Supplier<Optional<ClusterView>> cluster, Engine engine, Clock clock, String tenant) {
        this.cluster = cluster;
        this.clock = clock;
        this.drift = new Trouble(new OwnAlert(engine, tenant, RULE, NAME, NAME, "warning"), PATIENCE);
    }

    /**
     * Starts to watch, until what is answered is closed; sees nothing when the engine is not a member of a cluster.
     *
     * @param tenant whose people are told
     */
    public static AutoCloseable start(Engine engine, Clock clock, String tenant) {
        return Watching.start("drift", PERIOD, new DriftWatch(engine::cluster, engine, clock, tenant)::look);
    }

    /** Looks once, and tells the engine what it does not know yet. */
    void look() {
        cluster.get().ifPresent(this::look);
    }

    private void look(ClusterView seen) {
        boolean differ = seen.rulesDiffer() || seen.configDiffers();
        drift.look(
                clock.instant(),
                differ,
                seen.oldest().equals(seen.self()),
                () -> differ ? sentence(seen) : "members agree again");
    }

    private static String sentence(ClusterView cluster) {
        List<String> parts = new ArrayList<>();
        if (cluster.rulesDiffer()) {
            parts.add("rules, thresholds or prices are not the same" + hashes(cluster, ClusterView.Member::rules));
        }
        if (cluster.configDiffers()) {
            parts.add("settings, budgets or runbooks are not the same" + hashes(cluster, ClusterView.Member::config));
        }
        return String.join("; ", parts);
    }

    private static String hashes(ClusterView cluster, Function<ClusterView.Member, String> hash) {
        return cluster.members().stream()
                .filter(ClusterView.Member::answers)
                .map(member -> member.name() + " " + shown(hash.apply(member)))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String shown(String hash) {
        return hash.length() <= SHOWN ? hash : hash.substring(0, SHOWN);
    }
}
