// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import io.tocsin.model.signal.Signal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one provider whenever it is due and it is this member's turn. What was read counts as read only once it is durable: else
 * the next round reads it again. A member whose turn begins asks at once; one that can take nothing waits. Confined to one thread, but for {@link #view}.
 */
public final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final long DURABLE_SECONDS = 30;
    /** Below what one message may carry, so that one round is some entries of the log and not one that is too large. */
    private static final int BATCH = 5_000;

    private final Poll poll;
    private final Fetcher fetcher;
    private final Sink sink;
    private final Clock clock;
    private final Rhythm rhythm;
    private boolean begun;
    private Round.Known known = Round.Known.NOTHING;
    private volatile View view = View.IDLE;

    /** Where signals go. Thread-safe. */
    public interface Sink {
        /** Completes once they are durable. */
        CompletionStage<?> accept(List<Signal> signals);

        /** Whether it is for this member to ask. */
        boolean turn();

        /** Whether signals can be taken now. */
        boolean open();
    }

    /**
     * How a poller stands.
     *
     * @param due when it asks next; 1970 when it has not begun
     * @param answered when it was last answered; 1970 when never
     * @param failures rounds that failed since then
     * @param rounds rounds that were answered since the start
     * @param failed rounds that failed since the start
     * @param reason why the last round failed; empty when it did not
     */
    public record View(Instant due, Instant answered, int failures, long rounds, long failed, String reason) {
        static final View IDLE = new View(Instant.EPOCH, Instant.EPOCH, 0, 0, 0, "");

        private View answeredAt(Instant now, Instant next) {
            return new View(next, now, 0, rounds + 1, failed, "");
        }

        private View failedAt(Instant next, String why) {
            return new View(next, answered, failures + 1, rounds, failed + 1, why);
        }

        private View dueAtOnce() {
            return new View(Instant.EPOCH, answered, failures, rounds, failed, reason);
        }
    }

    /** A poller that has asked nothing yet. @param dice where jitter comes from */
    public Poller(Poll poll, Fetcher fetcher, Sink sink, Clock clock, RandomGenerator dice) {
        this.poll = poll;
        this.fetcher = fetcher;
        this.sink = sink;
        this.clock = clock;
        this.rhythm = new Rhythm(poll.interval(), dice);
    }

    /** What it asks. */
    public Poll poll() {
        return poll;
    }

    /** How it stands. */
    public View view() {
        return view;
    }

    /** Looks whether a round is due, and asks. Blocks for as long as the provider takes. */
    public void look() {
        if (!sink.turn()) {
            known = Round.Known.NOTHING;
            view = view.dueAtOnce();
            return;
        }
        Instant now = clock.instant();
        if (sink.open() && !now.isBefore(view.due())) {
            round(now);
        }
    }

    /** What ends it, a fault of ours as well, is a failure that the next round keeps its distance from. */
    @SuppressWarnings("IllegalCatch")
    private void round(Instant now) {
        try {
            if (!begun) {
                keep(List.of(poll.begun(now)));
                begun = true;
            }
            answered(new Round(poll, fetcher, known, now).ask(), now);
        } catch (Failed e) {
            failed(e, now);
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).addKeyValue("poller", poll.name()).log("a round failed");
            failed(new Failed("a fault of ours: " + bug.getClass().getSimpleName()), now);
        }
    }

    private void answered(Round.Said said, Instant now) throws Failed {
        List<Signal> signals = new ArrayList<>(said.signals());
        signals.add(poll.answered(now));
        for (int from = 0; from < signals.size(); from += BATCH) {
            keep(List.copyOf(signals.subList(from, Math.min(signals.size(), from + BATCH))));
        }
        known = said.known();
        if (said.rejected() > 0) {
            LOG.atWarn()
                    .addKeyValue("poller", poll.name())
                    .addKeyValue("rejected", said.rejected())
                    .addKeyValue("reason", said.reason())
                    .log("part of an answer is not understood");
        }
        if (view.failures() > 0) {
            LOG.atInfo()
                    .addKeyValue("poller", poll.name())
                    .addKeyValue("after", view.failures())
                    .log("answers again");
        }
        view = view.answeredAt(now, rhythm.afterAnswer(now));
    }

    /** Said once per outage; {@code platform.missing-data} tells people when it lasts. */
    private void failed(Failed why, Instant now) {
        if (!view.reason().equals(why.reason())) {
            LOG.atWarn()
                    .addKeyValue("poller", poll.name())
                    .addKeyValue("reason", why.reason())
                    .log("could not be asked, trying again");
        }
        Instant next = rhythm.afterFailure(now, view.failures() + 1, why.retryAfter());
        view = view.failedAt(next, why.reason());
    }

    private void keep(List<Signal> signals) throws Failed {
        try {
            sink.accept(signals).toCompletableFuture().get(DURABLE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Failed("what was read could not be kept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("told to stop");
        }
    }
}
