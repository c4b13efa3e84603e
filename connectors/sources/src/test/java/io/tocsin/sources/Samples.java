// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Good bodies for every door, to be spoilt. */
final class Samples {
    private static final Map<String, List<String>> INLINE = Map.of(
            "anthropic",
                    List.of(
                            "{\"type\":\"message\",\"id\":\"m\",\"model\":\"claude-opus-5\",\"stop_reason\":\"end_turn\",\"usage\":"
                                    + "{\"input_tokens\":2,\"output_tokens\":4,\"cache_creation_input_tokens\":8,\"cache_creation\":"
                                    + "{\"ephemeral_1h_input_tokens\":8}}}",
                            "{\"data\":[{\"starting_at\":\"2026-11-22T00:00:00Z\",\"ending_at\":\"2026-11-23T00:00:00Z\",\"results\":"
                                    + "[{\"uncached_input_tokens\":1,\"output_tokens\":2},{\"amount\":\"12.5\",\"currency\":\"USD\"}]}]}",
                            "{\"type\":\"event\",\"id\":\"w\",\"created_at\":\"2026-11-23T10:00:00Z\",\"data\":"
                                    + "{\"type\":\"session.budget_reached\",\"id\":\"s\"}}",
                            "{\"type\":\"message_start\",\"message\":{\"type\":\"message\",\"model\":\"m\",\"usage\":{\"input_tokens\":1}}}\n"
                                    + "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":5}}\n{\"type\":\"message_stop\"}"),
            "bedrock",
                    List.of(
                            "{\"schemaType\":\"ModelInvocationLog\",\"requestId\":\"r\",\"timestamp\":\"2026-11-23T12:00:00Z\","
                                    + "\"modelId\":\"anthropic.claude-opus-4-6-v1\",\"input\":{\"inputTokenCount\":10},\"region\":\"r\"}"),
            "cloudwatch",
                    List.of(
                            "{\"id\":\"e\",\"detail-type\":\"CloudWatch Alarm State Change\",\"time\":\"2026-11-23T12:00:00Z\","
                                    + "\"detail\":{\"alarmName\":\"a\",\"state\":{\"value\":\"ALARM\",\"reasonData\":\"{\\\"threshold\\\":1}\"}}}"),
            "langfuse",
                    List.of(
                            "{\"id\":\"e\",\"type\":\"monitor-alert\",\"timestamp\":\"2026-11-23T12:00:00Z\",\"payload\":"
                                    + "{\"monitorId\":\"m\",\"severity\":\"ALERT\",\"message\":{\"title\":\"t\"}}}"),
            "litellm-webhook",
                    List.of("{\"event\":\"budget_crossed\",\"event_group\":\"user\",\"spend\":1,\"max_budget\":2}"),
            "mlflow",
                    List.of(
                            "{\"budget_policy_id\":\"p\",\"budget_amount\":10,\"current_spend\":11.5,\"window_start\":1795392000000}"),
            "opik", List.of("[{\"event_type\":\"TRACE_ERRORS\",\"metric_value\":\"15\",\"threshold\":\"10\"}]"),
            "statuspage",
                    List.of(
                            "{\"page\":{\"id\":\"p\",\"name\":\"n\"},\"components\":[{\"id\":\"a\",\"name\":\"A\",\"status\":\"operational\"}]}",
                            "{\"page\":{\"id\":\"p\"},\"incident\":{\"id\":\"i\",\"name\":\"n\",\"status\":\"identified\",\"impact\":\"major\","
                                    + "\"components\":[{\"id\":\"a\",\"name\":\"A\"}]}}"));
    private static final Map<String, List<String>> SHIPPED = Map.of(
            "alertmanager", List.of("alertmanager-firing.json", "alertmanager-resolved.json"),
            "cloudevents", List.of("cloudevent.json"),
            "litellm", List.of("litellm.json"),
            "native", List.of("native-call.json", "native-batch.ndjson"),
            "otlp", List.of("otlp-logs.json", "otlp-metrics.json"));

    private Samples() {}

    static List<String> of(String door) {
        List<String> files = SHIPPED.get(door);
        return files != null
                ? files.stream().map(Sender::sample).toList()
                : Objects.requireNonNull(INLINE.get(door), door);
    }
}
