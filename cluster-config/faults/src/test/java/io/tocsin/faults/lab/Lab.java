// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.fakes.PagerDutyFake;
import io.tocsin.fakes.RateLimit;
import io.tocsin.fakes.TargetFake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Servers, a vendor whom they page, senders, and a record of what happened. One experiment long; closing kills what still
 * runs. Confined to one thread, except for traffic and history.
 */
public final class Lab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What became of signals that nobody sent, or that were sent again. */
    private static final Set<String> NOT_ACCEPTED = Set.of("own", "duplicate");

    private final Installation installation;
    private final PagerDutyFake vendor =
            PagerDutyFake.start(0, Clock.systemUTC()).rateLimit(RateLimit.off());
    private final TargetFake target = TargetFake.start();
    private final History history = new History();
    private final Traffic traffic = new Traffic(history);
    private final List<Member> members = new ArrayList<>();
    private final Witness witness = new Witness(history);

    /** In a folder of its own. */
    public Lab(Path folder) throws IOException {
        this.installation = Installation.in(folder);
    }

    /** Where a member of that name runs when nothing is special. */
    public Member.Place place(String name) {
        return installation.place(name, vendor.url());
    }

    /** The rules of a member are no longer those of the others, from its next start on. */
    public void differentRules(String name) {
        installation.written(name, "\n# not what the others have\n");
    }

    /** A member that does not run yet. */
    public Member member(String name, Member.Place place) {
        Member member = new Member(name, place);
        members.add(member);
        witness.watch(member);
        return member;
    }

    /** A member that takes signals, with nothing special about it. */
    public Member start(String name) {
        return member(name, place(name)).start().awaitReady();
    }

    /** The members, in the order they were made; a copy. */
    public List<Member> members() {
        return List.copyOf(members);
    }

    /** Where pages go. */
    public PagerDutyFake vendor() {
        return vendor;
    }

    /**
     * Members that are made from now on call a target instead of setting flags.
     *
     * @param kind {@code keyed} or {@code once}
     */
    public Lab calling(String kind) throws IOException {
        installation.calls(kind, target.url());
        return this;
    }

    /** What they call. */
    public TargetFake target() {
        return target;
    }

    /** Who sends. */
    public Traffic traffic() {
        return traffic;
    }

    /** What happened. */
    public History history() {
        return history;
    }

    /** Offers batches until one is accepted; answers how long that took since a moment. */
    public Duration untilAccepted(Member member, Instant since) throws InterruptedException {
        traffic.offerUntilAccepted(member.client());
        return Duration.between(since, Instant.now());
    }

    /**
     * Has every sender answered, waits until all that must happen has, and says what is wrong. What does not come in a
     * minute is lost.
     *
     * @param member one that takes signals
     */
    public Verdict verdict(Member member) throws InterruptedException {
        traffic.settle(member.client());
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> {
                        look();
                        history.accounted(accounted(member));
                        return history.complete() && history.isAccountedFor() && waiting() == 0;
                    });
        } catch (ConditionTimeoutException e) {
            // The verdict says what is missing.
        }
        return history.verdict();
    }

    /** Accepted signals of which the conservation ledger knows what became. A cluster's is a moment old. */
    private static long accounted(Member member) throws IOException, InterruptedException {
        long signals = 0;
        for (Map.Entry<String, JsonNode> outcome :
                member.client().get("/api/v1/ledger").path("outcomes").properties()) {
            signals += NOT_ACCEPTED.contains(outcome.getKey())
                    ? 0
                    : outcome.getValue().asLong();
        }
        return signals;
    }

    /** Writes into the history who was paged and what was done until now. */
    public void look() {
        vendor.incidents().stream()
                .filter(incident -> Batch.isSubject(incident.source()))
                .forEach(incident -> history.paged(new History.Paged(incident.source(), incident.dedupKey())));
        target.effects().stream()
                .filter(effect -> effect.mode().equals("act"))
                .forEach(effect -> history.done(new History.Done(effect.key(), effect.scope())));
        witness.look();
    }

    /** Effects of the members that have not happened yet. */
    private long waiting() throws IOException, InterruptedException {
        long waiting = 0;
        for (Member member : members) {
            waiting += member.isAlive() ? waiting(member) : 0;
        }
        return waiting;
    }

    private static long waiting(Member member) throws IOException, InterruptedException {
        return member.client()
                .text("/metrics")
                .lines()
                .filter(line -> line.startsWith("tocsin_outbox_waiting "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    /** The flags that runs hold, by key: those have an end, what rules have decided has none. */
    public List<String> flags(Member member) throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        for (JsonNode flag : member.client().get("/api/v1/flags").path("flags")) {
            if (!flag.path("expiresAt").isNull()) {
                keys.add(flag.path("key").asText());
            }
        }
        return keys;
    }

    /** The ids of a member's runs in a state, such as {@code verifying}. */
    public List<String> runs(Member member, String state) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode run : member.client().get("/api/v1/runs").path("runs")) {
            if (run.path("state").asText().equals(state)) {
                ids.add(run.path("id").asText());
            }
        }
        return ids;
    }

    /** When the entries of a kind, such as {@code reverted}, of all timelines of a member's runs were made. */
    public List<Instant> entries(Member member, String kind) throws IOException, InterruptedException {
        List<Instant> times = new ArrayList<>();
        for (JsonNode run : member.client().get("/api/v1/runs").path("runs")) {
            for (JsonNode entry : run.path("timeline")) {
                if (entry.path("kind").asText().equals(kind)) {
                    times.add(Instant.parse(entry.path("at").asText()));
                }
            }
        }
        return times;
    }

    @Override
    public void close() {
        witness.close();
        members.forEach(Member::close);
        vendor.close();
        target.close();
    }
}
