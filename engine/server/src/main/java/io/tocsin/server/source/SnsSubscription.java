// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a subscription of SNS is confirmed. The address is made of the topic and the token, both of which are signed, and never
 * taken from the message: so it leads to SNS in the region of the topic and nowhere else.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html">ConfirmSubscription</a>
 */
final class SnsSubscription {
    private static final Pattern TOPIC =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+){1,2}-[0-9]{1,2}):[0-9]{12}:.+");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-zA-Z]{16,1024}");

    private SnsSubscription() {}

    /** The address that confirms it; empty when the message asks for nothing, or for nothing that SNS would. */
    static Optional<URI> confirmation(JsonNode message) {
        Matcher topic = TOPIC.matcher(message.path("TopicArn").asText(""));
        String token = message.path("Token").asText("");
        boolean asked = message.path("Type").asText("").equals("SubscriptionConfirmation");
        if (!asked || !topic.matches() || !TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        String suffix = topic.group(1).equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return Optional.of(
                URI.create("https://sns." + topic.group(2) + suffix + "/?Action=ConfirmSubscription&TopicArn="
                        + URLEncoder.encode(topic.group(), StandardCharsets.UTF_8) + "&Token=" + token));
    }
}
