// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.poll;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One round: every page of an answer, from the first request to the last. Used once; not thread-safe. */
final class Round {
    private static final int OK = 200;
    private static final int UNCHANGED = 304;
    private static final int MOST_PAGES = 500;

    private final Poll poll;
    private final Fetcher fetcher;
    private final Instant now;
    private final List<Signal> signals = new ArrayList<>();
    private int rejected;
    private String reason = "";
    private Known known;

    /**
     * A round.
     *
     * @param known what the first page looked like when it was last taken
     */
    Round(Poll poll, Fetcher fetcher, Known known, Instant now) {
        this.poll = poll;
        this.fetcher = fetcher;
        this.known = known;
        this.now = now;
    }

    /**
     * By which the provider knows what it has answered already.
     *
     * @param address where
     * @param tag its entity tag; empty when there is none
     */
    record Known(String address, String tag) {
        static final Known NOTHING = new Known("", "");
    }

    /**
     * What came of a round.
     *
     * @param signals everything it said
     * @param rejected how many records were not understood
     * @param reason why the first of them was not
     * @param known what the first page looks like now
     */
    record Said(List<Signal> signals, int rejected, String reason, Known known) {}

    /** Asks until there is no further page. Blocks. @throws Failed if a page cannot be had or is not understood */
    Said ask() throws Failed {
        Set<URI> asked = new HashSet<>();
        Optional<URI> next = Optional.of(poll.question().first(now));
        while (next.isPresent()) {
            URI address = next.get();
            if (!asked.add(address) || asked.size() > MOST_PAGES) {
                throw new Failed("the pages of the answer do not end");
            }
            next = page(address, asked.size() == 1);
        }
        return new Said(signals, rejected, reason, known);
    }

    private Optional<URI> page(URI address, boolean first) throws Failed {
        boolean tagged = first
                && known.address().equals(address.toString())
                && !known.tag().isEmpty();
        Map<String, String> headers = new HashMap<>(poll.question().headers());
        if (tagged) {
            headers.put("If-None-Match", known.tag());
        }
        Fetcher.Fetched answer = fetched(address, headers);
        if (answer.status() == UNCHANGED && tagged) {
            return Optional.empty();
        }
        if (answer.status() != OK) {
            throw new Failed("answered " + answer.status(), retryAfter(answer.header("retry-after")));
        }
        Question.Answer read = poll.question()
                .read(new Message(answer.body(), "application/json", Map.of(), poll.tenant(), now), address);
        take(read.reading());
        if (first) {
            known = new Known(address.toString(), answer.header("etag"));
        }
        return read.next();
    }

    private Fetcher.Fetched fetched(URI address, Map<String, String> headers) throws Failed {
        try {
            return fetcher.get(address, headers, poll.timeout());
        } catch (IOException e) {
            throw new Failed(String.valueOf(e.getMessage()));
        }
    }

    private void take(Reading reading) throws Failed {
        if (reading instanceof Reading.Understood understood) {
            signals.addAll(understood.signals());
            rejected += understood.rejected();
            reason = reason.isEmpty() ? understood.reason() : reason;
        } else if (reading instanceof Reading.Rejected not) {
            throw new Failed(sentence(not.problem()));
        } else if (reading instanceof Reading.DeadLetter not) {
            throw new Failed(sentence(not.problem()));
        } else {
            throw new Failed("the answer holds no signals");
        }
    }

    private static String sentence(Problem problem) {
        return "the answer is not understood: " + (problem.field() + " " + problem.detail()).strip();
    }

    /** Seconds; the other form, a date, is not used by the providers known here. */
    private static Duration retryAfter(String header) {
        return header.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(header)) : Duration.ZERO;
    }
}
