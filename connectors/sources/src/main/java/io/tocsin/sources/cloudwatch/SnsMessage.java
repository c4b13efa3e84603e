// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudwatch;

import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.sources.wire.Node;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The envelope of SNS. Its signature is the entrance's to check, before any door is asked.
 *
 * @param body with a {@code TopicArn}
 */
record SnsMessage(Node body) {
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws(?:-cn|-us-gov)?:sns:([a-z0-9-]{5,25}):[0-9]{10,12}:[A-Za-z0-9_.-]{1,256}");

    /** Why it carries nothing to read; empty when it is a notification. */
    Optional<Problem> problem() {
        return switch (body.text("Type", "")) {
            case "Notification" -> Optional.empty();
            case "SubscriptionConfirmation" -> Optional.of(pending());
            case "UnsubscribeConfirmation" ->
                problem("subscription-ended", "the subscription of " + topic() + " was ended", "subscribe it again");
            default -> problem("schema", "Type is none that SNS documents", "");
        };
    }

    private Problem pending() {
        return isOfAws(body.text("SubscribeURL", ""))
                ? Problems.value(
                        "subscription-pending",
                        "",
                        "topic " + topic() + " waits to be confirmed",
                        "confirm it with the AWS console or command line if the topic is yours")
                : Problems.value(
                        "subscription-address",
                        "SubscribeURL",
                        "does not lead to SNS in the region of " + topic(),
                        "do not follow it: SNS did not send this");
    }

    private static Optional<Problem> problem(String code, String detail, String hint) {
        return Optional.of(Problems.value(code, "", detail, hint));
    }

    private String topic() {
        String told = body.text("TopicArn", "");
        return TOPIC.matcher(told).matches() ? told : "a topic without a proper ARN";
    }

    /** Https, the host exactly that of SNS in the topic's region, no port and no user. */
    private boolean isOfAws(String address) {
        Matcher topic = TOPIC.matcher(body.text("TopicArn", ""));
        if (!topic.matches()) {
            return false;
        }
        String host =
                "sns." + topic.group(1) + ".amazonaws.com" + (topic.group(0).startsWith("arn:aws-cn") ? ".cn" : "");
        try {
            URI uri = URI.create(address);
            return "https".equals(uri.getScheme()) && host.equals(uri.getRawAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
