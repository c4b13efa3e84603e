// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The three fakes together, for a demo from which nothing leaves the host. Thread-safe.
 *
 * <pre>{@code
 * try (FakeVendors vendors = FakeVendors.start(clock).withoutRateLimits()) {
 *     ...
 *     vendors.outbox().forEach(sent -> show(sent));
 * }
 * }</pre>
 */
public final class FakeVendors implements AutoCloseable {

    private final PagerDutyFake pagerDuty;
    private final OpsgenieFake opsgenie;
    private final SlackFake slack;

    private FakeVendors(PagerDutyFake pagerDuty, OpsgenieFake opsgenie, SlackFake slack) {
        this.pagerDuty = pagerDuty;
        this.opsgenie = opsgenie;
        this.slack = slack;
    }

    /** Starts all three on free ports. */
    public static FakeVendors start(Clock clock) {
        return start(0, clock);
    }

    /**
     * Starts PagerDuty on {@code firstPort}, Opsgenie and Slack on the next two; 0 for free ones.
     *
     * @throws java.io.UncheckedIOException when a port is taken; none is left open then
     */
    public static FakeVendors start(int firstPort, Clock clock) {
        PagerDutyFake pagerDuty = PagerDutyFake.start(firstPort, clock);
        try {
            OpsgenieFake opsgenie = OpsgenieFake.start(firstPort == 0 ? 0 : firstPort + 1, clock);
            try {
                return new FakeVendors(pagerDuty, opsgenie, SlackFake.start(firstPort == 0 ? 0 : firstPort + 2, clock));
            } catch (RuntimeException e) {
                opsgenie.close();
                throw e;
            }
        } catch (RuntimeException e) {
            pagerDuty.close();
            throw e;
        }
    }

    /** Lifts every rate limit: for a demo that compresses time. */
    public FakeVendors withoutRateLimits() {
        pagerDuty.rateLimit(RateLimit.off());
        opsgenie.rateLimit(RateLimit.off());
        slack.withoutRateLimits();
        return this;
    }

    /** PagerDuty's stand-in. */
    public PagerDutyFake pagerDuty() {
        return pagerDuty;
    }

    /** Opsgenie's and JSM's stand-in. */
    public OpsgenieFake opsgenie() {
        return opsgenie;
    }

    /** Slack's stand-in. */
    public SlackFake slack() {
        return slack;
    }

    /** What all three accepted, by time; a copy. */
    public List<Sent> outbox() {
        return Stream.of(pagerDuty.outbox(), opsgenie.outbox(), slack.outbox())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Sent::at))
                .toList();
    }

    @Override
    public void close() {
        slack.close();
        opsgenie.close();
        pagerDuty.close();
    }
}
