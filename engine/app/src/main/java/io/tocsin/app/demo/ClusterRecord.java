// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.pipeline.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a cluster that lost a member.
 *
 * @param members how many there were
 * @param cells what they shared
 * @param killed the member that died
 * @param sent signals sent, each counted once
 * @param accepted of these, signals that a member has accepted
 * @param ledger what the cluster has counted
 * @param pages what the vendors' stand-ins received
 * @param alert id of the alert that was open when the member died; empty when there was none
 * @param alertOpen whether the same alert is open at the end
 * @param takeoverSeconds from the death until every cell had an owner that lives; NaN when that was not seen
 * @param returnSeconds from the restart until the member had cells again; NaN when that was not seen
 * @param failures what did not come about in time, one sentence each
 */
record ClusterRecord(
        int members,
        int cells,
        String killed,
        long sent,
        long accepted,
        Engine.Ledger ledger,
        List<Outbound> pages,
        String alert,
        boolean alertOpen,
        double takeoverSeconds,
        double returnSeconds,
        List<String> failures) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String TRIGGER = "trigger";
    private static final Set<String> NOT_SENT = Set.of("own", "duplicate");
    private static final double TENTHS = 10;

    ClusterRecord {
        pages = List.copyOf(pages);
        failures = List.copyOf(failures);
    }

    /** Signals that the cluster has counted as new, each once. */
    static long counted(Engine.Ledger ledger) {
        return ledger.outcomes().entrySet().stream()
                .filter(outcome -> !NOT_SENT.contains(outcome.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Accepted signals that are not counted. */
    long lost() {
        return Math.max(0, accepted - counted(ledger));
    }

    /** Signals that the cluster has counted beyond those that were sent. */
    long countedTwice() {
        return Math.max(0, counted(ledger) - sent);
    }

    /** Pages that went out again for the same alert. */
    long pagedTwice() {
        Map<String, Long> times = new HashMap<>();
        pages.stream()
                .filter(page -> page.action().equals(TRIGGER))
                .forEach(page -> times.merge(page.receiver() + " " + page.dedupKey(), 1L, Long::sum));
        return times.values().stream().mapToLong(count -> count - 1).sum();
    }

    /** Phones that rang. */
    long paged() {
        return pages.stream()
                .filter(page ->
                        page.receiver().equals(DemoNode.PAGER) && page.action().equals(TRIGGER))
                .count();
    }

    /** What is wrong with it, one sentence each; empty when all came true. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(failures);
        if (accepted != sent) {
            missing.add("of " + sent + " signals " + accepted + " were accepted");
        }
        if (lost() > 0) {
            missing.add(lost() + " accepted signals were lost");
        }
        if (countedTwice() > 0) {
            missing.add(countedTwice() + " signals were counted twice");
        }
        if (pagedTwice() > 0) {
            missing.add(pagedTwice() + " pages were sent again");
        }
        if (paged() == 0) {
            missing.add("nobody was paged");
        }
        if (!alertOpen) {
            missing.add("the alert is not open any more");
        }
        return missing;
    }

    /** As one JSON object. */
    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("members", members);
        document.put("cells", cells);
        document.put("killed", killed);
        document.put("sent", sent);
        document.put("accepted", accepted);
        document.put("lost", lost());
        document.put("countedTwice", countedTwice());
        document.put("alert", alert);
        document.put("alertOpen", alertOpen);
        document.put("pages", pages.stream().map(StoryJson::page).toList());
        document.put("pagedTwice", pagedTwice());
        document.put("takeoverSeconds", seconds(takeoverSeconds));
        document.put("returnSeconds", seconds(returnSeconds));
        document.put("ledger", new TreeMap<>(Map.of("accepted", ledger.accepted(), "outcomes", ledger.outcomes())));
        document.put("missing", missing());
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always writable", e);
        }
    }

    private static @Nullable Double seconds(double exact) {
        return Double.isNaN(exact) ? null : Math.round(exact * TENTHS) / TENTHS;
    }
}
