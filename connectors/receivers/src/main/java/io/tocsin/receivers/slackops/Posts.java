// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackops;

import io.tocsin.camel.slackops.SlackOpsConstants;
import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.receivers.Wire;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts new messages, each page once. A page that may be in Slack already is looked for by its {@link Mark} in the
 * channel's history; when it is there, its message is the answer. Pages fail open: when Slack does not let us look (the bot
 * lacks {@code channels:history} or is no member, the channel is given by name, Slack is busy), the page is posted, perhaps
 * a second time, and the log says so. Thread-safe; blocks.
 */
final class Posts {
    private static final Logger LOG = LoggerFactory.getLogger(Posts.class);

    /** How far Slack's clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final String receiver;
    private final Wire wire;
    private final Doubts doubts;

    /** The channel's id, which Slack tells with the first message; empty until then. */
    private volatile String channelId = "";

    Posts(String receiver, Wire wire, Clock clock) {
        this.receiver = receiver;
        this.wire = wire;
        this.doubts = new Doubts(clock);
    }

    /** The message of this page: the one that is there, or a new one. */
    Delivery post(Page page) {
        Mark mark = Mark.of(receiver, page);
        boolean doubtful = doubts.about(mark, page);
        if (doubtful) {
            Delivery found = find(mark, page);
            if (found instanceof Delivery.Accepted there) {
                if (!there.reference().isEmpty()) {
                    doubts.over(mark);
                    return there;
                }
                doubtful = false;
            }
        }
        Delivery answer = wire.send("post", body(page, mark), Map.of(), this::posted);
        if (answer instanceof Delivery.Unreachable unreachable) {
            doubts.again(mark, doubtful || unreachable.retryAfter().isEmpty());
        } else {
            doubts.over(mark);
        }
        return answer;
    }

    /** Accepted with the message's reference, or with none when it is not there; anything else when nobody can say. */
    private Delivery find(Mark mark, Page page) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                SlackOpsConstants.OLDEST,
                Long.toString(page.at().minus(CLOCKS_APART).getEpochSecond()));
        if (!channelId.isEmpty()) {
            headers.put(SlackOpsConstants.CHANNEL, channelId);
        }
        Delivery found = wire.send("find", mark.metadata(), headers, Posts::reference);
        if (!(found instanceof Delivery.Accepted)) {
            LOG.atWarn()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("dedupKey", mark.alertId())
                    .addKeyValue("answer", found)
                    .log("cannot look whether the page was posted before, posting it, perhaps a second time");
        }
        return found;
    }

    private String posted(Message answer) {
        channelId = String.valueOf(answer.getHeader(SlackOpsConstants.CHANNEL));
        return reference(answer);
    }

    /** Channel and message; empty when the answer names no message. */
    static String reference(Message answer) {
        Object ts = answer.getHeader(SlackOpsConstants.TS);
        return ts == null ? "" : answer.getHeader(SlackOpsConstants.CHANNEL) + ":" + ts;
    }

    private static Map<String, Object> body(Page page, Mark mark) {
        Map<String, Object> body = new LinkedHashMap<>(SlackOpsMessage.of(page));
        body.put("metadata", mark.metadata());
        return body;
    }
}
