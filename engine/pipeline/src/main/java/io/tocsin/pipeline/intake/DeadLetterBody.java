// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be kept of a body nobody understood: nothing of senders whose bodies may hold prompts or completions, of
 * monitoring tools at most 64 KiB without the fields that are credentials.
 */
public final class DeadLetterBody {
    private static final int MAX_BYTES = 64 * 1024;
    private static final byte[] NOTHING = {};
    private static final Set<String> WITHOUT_CONTENT = Set.of(
            "alertmanager",
            "grafana",
            "datadog",
            "newrelic",
            "sentry",
            "cloudwatch",
            "honeycomb",
            "pagerduty",
            "opsgenie",
            "statuspage",
            "litellm-webhook",
            "gcp",
            "azure");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)(\"[a-z_-]*(?:token|secret|password|api_?key|webhook_?url|unsubscribe\\w*|subscribeurl|response_?url)\""
                    + "\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*+");

    private DeadLetterBody() {}

    /** What may be kept of the body of a tool; empty when nothing may. */
    public static byte[] of(String tool, byte[] body) {
        if (!WITHOUT_CONTENT.contains(tool)) {
            return NOTHING;
        }
        byte[] start = body.length > MAX_BYTES ? Arrays.copyOf(body, MAX_BYTES) : body;
        String text = new String(start, StandardCharsets.UTF_8);
        byte[] masked = CREDENTIAL.matcher(text).replaceAll("$1***").getBytes(StandardCharsets.UTF_8);
        return masked.length > MAX_BYTES ? Arrays.copyOf(masked, MAX_BYTES) : masked;
    }
}
