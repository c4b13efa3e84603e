// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.noise;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.model.response.RunbookRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts, by rule, what people heard and what came of it, over the alerts that are kept: those that are open, and those that
 * ended within a day. A pure function.
 */
public final class NoiseReport {
    private static final Duration AGAIN_WITHIN = Duration.ofHours(1);
    private static final int NIGHT_FROM = 22;
    private static final int NIGHT_TO = 7;

    /** With fewer alerts than this nothing is proposed. */
    private static final int ENOUGH = 3;

    private static final Set<RunbookRun.State> ACTED = Set.of(
            RunbookRun.State.ACTING,
            RunbookRun.State.VERIFYING,
            RunbookRun.State.HELD,
            RunbookRun.State.REVERTED,
            RunbookRun.State.LEFT);

    private final Set<String> actedOn;
    private final ZoneId zone;

    private NoiseReport(Set<String> actedOn, ZoneId zone) {
        this.actedOn = actedOn;
        this.zone = zone;
    }

    /**
     * The report.
     *
     * @param zone where people sleep
     * @return the noisiest rule first
     */
    public static List<RuleNoise> of(Collection<LiveAlert> alerts, Collection<RunbookRun> runs, ZoneId zone) {
        Set<String> actedOn = runs.stream()
                .filter(run -> ACTED.contains(run.state()))
                .map(RunbookRun::alertId)
                .collect(Collectors.toSet());
        NoiseReport report = new NoiseReport(actedOn, zone);
        Map<String, List<LiveAlert>> byRule = alerts.stream()
                .filter(alert -> pages(alert) > 0)
                .collect(Collectors.groupingBy(alert -> alert.alert().rule(), TreeMap::new, Collectors.toList()));
        return byRule.entrySet().stream()
                .map(rule -> report.rule(rule.getKey(), rule.getValue()))
                .sorted(Comparator.comparingDouble(RuleNoise::score)
                        .thenComparing(RuleNoise::pages)
                        .reversed()
                        .thenComparing(RuleNoise::rule))
                .toList();
    }

    private RuleNoise rule(String rule, List<LiveAlert> alerts) {
        List<LiveAlert> inOrder = alerts.stream()
                .sorted(Comparator.comparing(LiveAlert::startsAt).thenComparing(LiveAlert::id))
                .toList();
        Set<String> again = duplicates(inOrder);
        long untaken = inOrder.stream().filter(NoiseReport::isUntaken).count();
        long withoutAction = inOrder.stream().filter(this::isWithoutAction).count();
        long wasted = inOrder.stream()
                .filter(alert -> isUntaken(alert) || isWithoutAction(alert) || again.contains(alert.id()))
                .count();
        RuleNoise counted = new RuleNoise(
                rule,
                inOrder.get(inOrder.size() - 1).alert().severity().word(),
                inOrder.size(),
                inOrder.stream().mapToLong(NoiseReport::pages).sum(),
                untaken,
                withoutAction,
                again.size(),
                inOrder.stream().mapToLong(this::nightPages).sum(),
                (double) wasted / inOrder.size(),
                List.of());
        return new RuleNoise(
                counted.rule(),
                counted.severity(),
                counted.alerts(),
                counted.pages(),
                counted.untaken(),
                counted.withoutAction(),
                counted.duplicates(),
                counted.nightPages(),
                counted.score(),
                proposals(counted));
    }

    private static List<String> proposals(RuleNoise noise) {
        List<String> proposals = new ArrayList<>();
        if (noise.alerts() < ENOUGH) {
            return proposals;
        }
        if (2 * noise.duplicates() >= noise.alerts()) {
            proposals.add("it comes back soon after it is over: lower clear, or raise clear-for, of " + noise.rule());
        }
        if (2 * noise.untaken() >= noise.alerts()) {
            proposals.add("most are over before anybody takes them: raise for or fire of " + noise.rule()
                    + ", or route it to chat");
        }
        if (2 * noise.withoutAction() >= noise.alerts()) {
            proposals.add("most are taken and nothing is done: give " + noise.rule()
                    + " a runbook, or raise fire until it matters");
        }
        if (noise.nightPages() > 0 && !noise.severity().equals("critical")) {
            proposals.add("it is no critical alert and wakes people: route " + noise.rule() + " to chat");
        }
        return proposals;
    }

    private static Set<String> duplicates(List<LiveAlert> inOrder) {
        Map<String, Instant> ended = new TreeMap<>();
        return inOrder.stream()
                .filter(alert -> {
                    String about = alert.alert().fingerprint();
                    Instant before = ended.get(about);
                    boolean again = before != null && alert.startsAt().isBefore(before.plus(AGAIN_WITHIN));
                    if (alert.resolvedAt() != null) {
                        ended.put(about, alert.resolvedAt());
                    }
                    return again;
                })
                .map(LiveAlert::id)
                .collect(Collectors.toSet());
    }

    private static boolean isUntaken(LiveAlert alert) {
        return alert.resolvedAt() != null && alert.acknowledgedBy() == null;
    }

    private boolean isWithoutAction(LiveAlert alert) {
        return alert.acknowledgedBy() != null && !actedOn.contains(alert.id());
    }

    private static boolean isPage(TimelineEntry entry) {
        return entry.kind().equals("paged")
                && (entry.text().startsWith("trigger") || entry.text().startsWith("update"));
    }

    private static long pages(LiveAlert alert) {
        return alert.timeline().stream().filter(NoiseReport::isPage).count();
    }

    private long nightPages(LiveAlert alert) {
        return alert.timeline().stream()
                .filter(NoiseReport::isPage)
                .mapToInt(entry -> entry.at().atZone(zone).getHour())
                .filter(hour -> hour >= NIGHT_FROM || hour < NIGHT_TO)
                .count();
    }
}
