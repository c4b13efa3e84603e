// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            "generic",
                    List.of("{\"check_id\":1,\"check_name\":\"n\",\"current_state\":\"DOWN\",\"description\":\"d\","
                            + "\"state_changed_timestamp\":1795451400}"),
            "grafana",
                    List.of(
                            "{\"ruleId\":7,\"ruleName\":\"r\",\"state\":\"alerting\",\"evalMatches\":[{\"value\":9.5}]}"),
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
    private static final Map<String, List<String>> SHIPPED = Map.ofEntries(
            Map.entry("alertmanager", List.of("alertmanager-firing.json", "alertmanager-resolved.json")),
            Map.entry("azure", List.of("azure-fired.json")),
            Map.entry("cloudevents", List.of("cloudevent.json")),
            Map.entry("cloudwatch", List.of("cloudwatch-sns-alarm.json", "cloudwatch-sns-ok.json")),
            Map.entry("datadog", List.of("datadog-triggered.json", "datadog-recovered.json")),
            Map.entry("gcp", List.of("gcp-open.json")),
            Map.entry("grafana", List.of("grafana-firing.json", "grafana-resolved.json")),
            Map.entry("honeycomb", List.of("honeycomb-triggered.json", "honeycomb-ok.json")),
            Map.entry("litellm", List.of("litellm.json")),
            Map.entry("litellm-webhook", List.of("litellm-webhook-projected.json")),
            Map.entry("native", List.of("native-call.json", "native-batch.ndjson")),
            Map.entry("newrelic", List.of("newrelic-activated.json")),
            Map.entry("opsgenie", List.of("opsgenie-create.json", "opsgenie-acknowledge.json")),
            Map.entry(
                    "otlp",
                    List.of(
                            "otlp-logs.json",
                            "otlp-metrics.json",
                            "otlp-metrics-envoy-ai-gateway.json",
                            "otlp-traces.json")),
            Map.entry("otlp-logs", List.of("otlp-logs.json")),
            Map.entry("otlp-metrics", List.of("otlp-metrics.json", "otlp-metrics-envoy-ai-gateway.json")),
            Map.entry("otlp-traces", List.of("otlp-traces.json")),
            Map.entry("pagerduty", List.of("pagerduty-triggered.json", "pagerduty-acknowledged.json")),
            Map.entry("prometheus-alerts", List.of("prometheus-alerts.json")),
            Map.entry(
                    "sentry",
                    List.of(
                            "sentry-issue-alert.json",
                            "sentry-metric-alert-critical.json",
                            "sentry-metric-alert-resolved.json")),
            Map.entry("standard-webhooks", List.of("standard-webhook.json")));

    private static final String BINARY = "prometheus";

    private Samples() {}

    /** The doors that read text; the one that does not has mutations of its own. */
    static List<String> textDoors() {
        return Sender.DOORS.keySet().stream()
                .filter(door -> !door.equals(BINARY))
                .toList();
    }

    static List<String> of(String door) {
        List<String> samples = new ArrayList<>(INLINE.getOrDefault(door, List.of()));
        SHIPPED.getOrDefault(door, List.of()).forEach(file -> samples.add(Sender.sample(file)));
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no good body for " + door);
        }
        return samples;
    }
}
