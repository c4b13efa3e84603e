// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.slackwebhook;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import io.tocsin.receivers.Wire;
import io.tocsin.receivers.slackops.SlackMarkup;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Pages to a Slack incoming webhook as plain text. A webhook can neither update nor thread, so every page is a message of
 * its own. Thread-safe.
 *
 * <p>Camel's component calls back before it notes a refusal; the exception is on the exchange once the send returns, which
 * is what {@link Wire} looks at. It keeps neither the answer of a success nor {@code Retry-After}.
 */
final class SlackWebhookReceiver implements Receiver {
    private static final Pattern ANSWER = Pattern.compile("WebhookResponse\\(code=(\\d{3}).*?body=([a-z_]{0,64})");
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final String name;
    private final Wire wire;

    SlackWebhookReceiver(String name, CamelContext context, String scheme) {
        this.name = name;
        this.wire = new Wire(context, scheme, SlackWebhookReceiver::refusal);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Delivery deliver(Page page, Optional<String> reference) {
        String text = Stream.concat(
                        Stream.of("*" + SlackMarkup.escape(page.title()) + "*"),
                        page.lines().stream().map(SlackMarkup::escape))
                .collect(Collectors.joining("\n"));
        return wire.send("webhook", text, Map.of(), answer -> "");
    }

    private static Delivery refusal(Exception exception) {
        if (exception instanceof IOException) {
            return new Delivery.Unreachable(
                    "no whole answer: " + exception.getClass().getSimpleName(), Optional.empty());
        }
        Matcher answer = ANSWER.matcher(String.valueOf(exception.getMessage()));
        if (!answer.find()) {
            return Wire.unknown(exception);
        }
        int status = Integer.parseInt(answer.group(1));
        String reason = "Slack answered " + status + ", " + answer.group(2);
        boolean later = status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= SERVER_ERROR;
        return later ? new Delivery.Unreachable(reason, Optional.empty()) : new Delivery.Refused(reason);
    }
}
