// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.CellReport;
import io.tocsin.cluster.cell.CellReport.Role;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The members that are there and could not keep a cell lately: its copy that gives the owner no answer, its owner whose own
 * disk takes nothing. Each is passed over for a minute, and for twice as long each time that it fails again. Not thread-safe.
 */
final class Unfit {
    /** How long a disk or an answer may be missing. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a member is passed over when it fails for the first time. */
    static final Duration PASSED_OVER = Duration.ofMinutes(1);

    private static final int MOST_TIMES = 8;

    private final Map<Place, Sentence> sentences = new HashMap<>();

    private record Place(int cell, String member) {}

    /** Passed over from a moment on, for so long. */
    private record Sentence(long from, Duration span) {
        boolean holds(long now) {
            return now - from < span.toNanos();
        }
    }

    /**
     * Learns from what members report.
     *
     * @param now of {@link System#nanoTime()}
     */
    void look(Collection<Report> reports, long now) {
        reports.forEach(report -> report.cells().stream()
                .filter(cell -> cell.role() == Role.OWNER)
                .forEach(cell -> look(report.member(), cell, now)));
    }

    private void look(String owner, CellReport cell, long now) {
        if (cell.diskFails().compareTo(PATIENCE) >= 0) {
            failed(new Place(cell.cell(), owner), now);
        }
        if (cell.inSync() && cell.copySilent().isZero()) {
            sentences.remove(new Place(cell.cell(), cell.copy()));
        } else if (cell.copySilent().compareTo(PATIENCE) >= 0) {
            failed(new Place(cell.cell(), cell.copy()), now);
        }
    }

    private void failed(Place place, long now) {
        Sentence before = sentences.get(place);
        if (before == null) {
            sentences.put(place, new Sentence(now, PASSED_OVER));
        } else if (!before.holds(now)) {
            Duration twice = before.span().multipliedBy(2);
            Duration most = PASSED_OVER.multipliedBy(MOST_TIMES);
            sentences.put(place, new Sentence(now, twice.compareTo(most) > 0 ? most : twice));
        }
    }

    /** Whether a member is passed over for a cell. */
    boolean test(int cell, String member, long now) {
        Sentence sentence = sentences.get(new Place(cell, member));
        return sentence != null && sentence.holds(now);
    }
}
