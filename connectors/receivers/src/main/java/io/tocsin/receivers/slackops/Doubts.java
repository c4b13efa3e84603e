// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.model.response.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which pages may be in Slack although nobody here knows.
 *
 * <ol>
 *   <li>A page that was sent before and got no answer: Slack may have posted it.
 *   <li>A page that was decided a while ago and comes here for the first time: another life of this process, or another
 *       member, may have sent it and not lived to record the answer. A page that nothing delays is sent within milliseconds.
 * </ol>
 *
 * <p>Remembers the last thousand pages that are still to be delivered. Thread-safe.
 */
final class Doubts {
    /** From this age on, a page that comes for the first time may have been sent by somebody else. */
    static final Duration OLD = Duration.ofSeconds(2);

    private static final int MAX = 1_000;

    private final Clock clock;
    private final Map<Mark, Boolean> waiting = new LinkedHashMap<>();

    Doubts(Clock clock) {
        this.clock = clock;
    }

    /** Whether it may be in Slack. */
    synchronized boolean about(Mark mark, Page page) {
        Boolean doubtful = waiting.get(mark);
        return doubtful != null ? doubtful : !page.at().isAfter(clock.instant().minus(OLD));
    }

    /** The page will come again, and whether it may be in Slack by then. */
    synchronized void again(Mark mark, boolean doubtful) {
        waiting.put(mark, doubtful);
        if (waiting.size() > MAX) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** The page was taken or refused, and does not come again. */
    synchronized void over(Mark mark) {
        waiting.remove(mark);
    }
}
