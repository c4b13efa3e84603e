// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Looks every few seconds whether the clock of a member is far from those of the others. When it has been for long, the
 * oldest member tells the engine, and the rule {@code platform.clock-skew} does the rest: one alert for each such member,
 * whoever tells. Two of a larger cluster judge nobody: which of them is wrong cannot be known. Runs on a thread of its own.
 */
public final class SkewWatch {
    /** The rule that warns. */
    static final String RULE = "platform.clock-skew";

    private static final String NAME = "clock-skew";
    private static final String OF = NAME + "/";
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FAR = Duration.ofSeconds(30);
    private static final int JUDGES = 3;

    private final Supplier<Optional<ClusterView>> cluster;
    private final Engine engine;
    private final Clock clock;
    private final String tenant;
    private final Map<String, Trouble> skews = new TreeMap<>();
    private final Map<String, Instant> seenAt = new TreeMap<>();

    SkewWatch(Supplier<Optional<ClusterView>> cluster, Engine engine, Clock clock, String tenant) {
        this.cluster = cluster;
        this.engine = engine;
        this.clock = clock;
        this.tenant = tenant;
    }

    /**
     * Starts to watch, until what is answered is closed; sees nothing when the engine is not a member of a cluster.
     *
     * @param tenant whose people are told
     */
    public static AutoCloseable start(Engine engine, Clock clock, String tenant) {
        return Watching.start("skew", PERIOD, new SkewWatch(engine::cluster, engine, clock, tenant)::look);
    }

    /** Looks once, and tells the engine what it does not know yet. */
    void look() {
        cluster.get().filter(SkewWatch::judges).ifPresent(this::look);
    }

    private static boolean judges(ClusterView seen) {
        long answering =
                seen.members().stream().filter(ClusterView.Member::answers).count();
        return answering >= Math.min(JUDGES, Math.max(2, seen.size()));
    }

    private void look(ClusterView seen) {
        Instant now = clock.instant();
        boolean speaks = seen.oldest().equals(seen.self());
        OwnAlert.told(engine, tenant, RULE)
                .filter(fingerprint -> fingerprint.startsWith(OF))
                .forEach(fingerprint -> seenAt.putIfAbsent(fingerprint.substring(OF.length()), now));
        for (ClusterView.Member member : seen.members()) {
            if (member.answers()) {
                seenAt.put(member.name(), now);
                boolean far = member.skew().abs().compareTo(FAR) > 0;
                skew(member.name()).look(now, far, speaks, () -> sentence(member, far));
            }
        }
        seenAt.forEach((name, at) -> {
            if (Duration.between(at, now).compareTo(PATIENCE) > 0) {
                skew(name).look(now, false, speaks, () -> "member " + name + " is not there any more");
            }
        });
    }

    private Trouble skew(String member) {
        return skews.computeIfAbsent(
                member, name -> new Trouble(new OwnAlert(engine, tenant, RULE, NAME, OF + name, "warning"), PATIENCE));
    }

    private static String sentence(ClusterView.Member member, boolean far) {
        if (!far) {
            return "the clock of member " + member.name() + " is right again";
        }
        String side = member.skew().isNegative() ? " s behind those of the others" : " s ahead of those of the others";
        return "the clock of member " + member.name() + " is "
                + member.skew().abs().toSeconds() + side;
    }
}
