// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.model.scope.ScopeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One trouble that was put into the month: the truth to compare alerts with. The node never sees it.
 *
 * @param kind its kind
 * @param start when it begins
 * @param end when it is over
 * @param feature the feature it is in
 * @param session the session of the calls that it adds
 */
record Incident(Kind kind, Instant start, Instant end, Feature feature, String session) {
    /** Windows of an hour, a tick and the time to clear: what is stated so long after is still this. */
    private static final Duration GRACE = Duration.ofMinutes(90);

    /** Whose calls it adds. */
    String user() {
        return feature.user(
                switch (kind) {
                    case CONTEXT_BLOAT -> 3;
                    case RUNAWAY_LOOP -> 2;
                    case RESIDENCY -> 4;
                    default -> 1;
                });
    }

    /** What it is itself, as alerts label it: {@code feature=support-chat}, {@code session=…}. */
    private Set<String> itself() {
        return switch (kind) {
            case CONTEXT_BLOAT, RUNAWAY_LOOP, RESIDENCY -> Set.of("session=" + session);
            case RATE_LIMIT -> Set.of("pool=" + Company.WORKSPACE + "/" + Readings.family(feature));
            case OFF_HOURS -> Set.of("user=" + user());
            case SILENT_SOURCE -> Set.of("source=" + feature.source());
            case DEAR_MODEL, QUALITY_DROP, REFUSAL_RISE ->
                Set.of("feature=" + feature.name(), "team=" + feature.team());
        };
    }

    /** Who has to do with it, and may be paged about because of it without having found it. */
    private Set<String> near() {
        return switch (kind) {
            case CONTEXT_BLOAT, RUNAWAY_LOOP ->
                Set.of("feature=" + feature.name(), "user=" + user(), "team=" + feature.team());
            case RESIDENCY -> Set.of("feature=" + feature.name(), "user=" + user());
            default -> Set.of();
        };
    }

    /** Whether it goes on at a time. */
    boolean runs(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** Whether what an alert says finds it. */
    boolean foundBy(Said said, Instant at) {
        return kind.foundBy(said.rule()) && during(at) && touches(said, itself());
    }

    /** Whether an alert is owed to it, though perhaps not the one that was hoped for. */
    boolean causes(Said said, Instant at) {
        boolean wide =
                kind.costs() && said.rule().startsWith("cost.") && said.scope().kind() == ScopeKind.TENANT;
        return during(at) && (touches(said, itself()) || touches(said, near()) || wide);
    }

    private boolean during(Instant at) {
        return !at.isBefore(start) && at.isBefore(end.plus(GRACE));
    }

    private static boolean touches(Said said, Set<String> about) {
        if (about.contains(said.scope().label())) {
            return true;
        }
        for (Map.Entry<String, String> label : said.labels().entrySet()) {
            if (about.contains(label.getKey() + "=" + label.getValue()) || about.contains(label.getValue())) {
                return true;
            }
        }
        return false;
    }
}
