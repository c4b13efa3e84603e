// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.signal.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that is asked again and again.
 *
 * @param name its name in the settings
 * @param tenant the tenant its signals belong to
 * @param question what is asked
 * @param interval pause between two rounds
 * @param timeout longest wait for one answer
 */
public record Poll(String name, String tenant, Question question, Duration interval, Duration timeout) {
    /** A round may come a tenth late, and two must not count as one. */
    private static final long SIGNS_PER_INTERVAL = 2;

    /** The source of everything that comes of a poll of this name: what a status page pushes is a source of its own. */
    public static String source(String name) {
        return "poll/" + name;
    }

    /** The source of its signals. */
    public String source() {
        return source(name);
    }

    /** That the provider answered, whether or not anything was new. The same from two members that ask at one time. */
    Signal answered(Instant now) {
        long slot = now.toEpochMilli() / Math.max(1, interval.toMillis() / SIGNS_PER_INTERVAL);
        return sign("answered/" + slot, now);
    }

    /** That it is asked from now on: without this nobody would miss a provider that never answers. */
    Signal begun(Instant now) {
        return sign("begun", now);
    }

    private Signal sign(String id, Instant now) {
        return new MetricPoint(
                new Origin("poll-" + Ids.hash(name, interval, id), now, source(), tenant),
                Attribution.NONE,
                MetricPoint.REPORT_INTERVAL,
                MetricPoint.Temporality.GAUGE,
                interval.toMillis() / 1000.0,
                "s",
                null,
                Map.of());
    }
}
