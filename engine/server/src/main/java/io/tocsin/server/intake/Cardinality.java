// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one sender from making the engine watch ever more things: each team, feature, workspace, source, rate-limit family,
 * status component, model and kind of outcome is watched for good, so a sender that makes one of every request would fill the memory. Of each way in at
 * most {@value #MOST} are let through that were seen in the last 24 hours on this member; those that are known keep working.
 * Users and sessions are not counted: the engine forgets them by itself. Thread-safe.
 */
final class Cardinality {
    /** What a large company has of teams and features together, ten times over. */
    static final int MOST = 10_000;

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int TOO_MANY = 429;

    private final Clock clock;
    private final Map<String, Seen> bySource = new HashMap<>();

    Cardinality(Clock clock) {
        this.clock = clock;
    }

    /** The signals whose labels are known, or new and within bounds; the others are left out. In order. */
    List<Signal> within(String source, List<Signal> signals) {
        Seen seen = of(source);
        long now = clock.millis();
        List<Signal> within = new ArrayList<>(signals.size());
        for (Signal signal : signals) {
            if (seen.admits(signal, now)) {
                within.add(signal);
            }
        }
        return within;
    }

    private synchronized Seen of(String source) {
        return bySource.computeIfAbsent(source, key -> new Seen());
    }

    /** What a sender is told. @param left how many signals were left out */
    static Problem problem(int left) {
        return new Problem(
                TOO_MANY,
                "cardinality-limit",
                left
                        + " events have a team, feature, workspace, source, family, component, model or kind that is new, and this"
                        + " way in has brought " + MOST + " in 24 h",
                "",
                "keep these to names of things, and put what is new for each request into user or session");
    }

    /** The labels one way in has brought, the one that was seen longest ago first. */
    private static final class Seen {
        private final LinkedHashMap<String, Long> labels = new LinkedHashMap<>(64, 0.75f, true);

        synchronized boolean admits(Signal signal, long now) {
            Attribution who = signal.who();
            return admits("team", who.team(), signal, now)
                    && admits("feature", who.feature(), signal, now)
                    && admits("workspace", who.workspace(), signal, now)
                    && admits("source", signal.origin().source(), signal, now)
                    && (!(signal instanceof RateLimit limit) || admits("family", limit.family(), signal, now))
                    && (!(signal instanceof ProviderStatus status)
                            || admits("component", status.provider() + "/" + status.component(), signal, now))
                    && (!(signal instanceof LlmCall call) || admits("model", call.model(), signal, now))
                    && (!(signal instanceof Outcome outcome) || admits("kind", outcome.kind(), signal, now));
        }

        private boolean admits(String kind, @Nullable String value, Signal signal, long now) {
            if (value == null) {
                return true;
            }
            String label = kind + "=" + signal.tenant() + "/" + value;
            if (labels.replace(label, now) != null) {
                return true;
            }
            if (labels.size() >= MOST && !forgot(now)) {
                return false;
            }
            labels.put(label, now);
            return true;
        }

        private boolean forgot(long now) {
            Iterator<Long> oldest = labels.values().iterator();
            if (now - oldest.next() <= REMEMBERED.toMillis()) {
                return false;
            }
            oldest.remove();
            return true;
        }
    }
}
