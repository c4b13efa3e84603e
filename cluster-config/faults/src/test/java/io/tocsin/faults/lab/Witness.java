// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks every member again and again which actions took effect, so that one that a healed split forgets is on record all
 * the same. Thread-safe.
 */
final class Witness implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final History history;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "witness");
        daemon.setDaemon(true);
        return daemon;
    });

    Witness(History history) {
        this.history = history;
        thread.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void watch(Member member) {
        members.add(member);
    }

    /** Asks everybody now; who does not answer is asked again later. */
    void look() {
        for (Member member : members) {
            try {
                member.client().get("/api/v1/runs").path("runs").forEach(run -> record(member, run));
            } catch (IOException e) {
                // It is down, or cut off from here.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void record(Member member, JsonNode run) {
        String target = run.path("target").path("kind").asText() + "="
                + run.path("target").path("id").asText();
        for (JsonNode entry : run.path("timeline")) {
            String kind = entry.path("kind").asText();
            if (kind.equals("refused") || kind.equals("in-doubt")) {
                history.withheld(target, kind + " " + entry.path("text").asText());
            } else if (kind.equals("acted")) {
                history.acted(new History.Acted(
                        run.path("id").asText(),
                        target,
                        member.name(),
                        Instant.parse(entry.path("at").asText())));
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
