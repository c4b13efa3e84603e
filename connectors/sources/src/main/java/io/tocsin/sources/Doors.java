// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.alertmanager.AlertmanagerDoor;
import io.tocsin.sources.alertmanager.PostedAlertsDoor;
import io.tocsin.sources.anthropic.AnthropicDoor;
import io.tocsin.sources.azure.AzureDoor;
import io.tocsin.sources.bedrock.BedrockDoor;
import io.tocsin.sources.cloudevents.CloudEventsDoor;
import io.tocsin.sources.cloudwatch.CloudWatchDoor;
import io.tocsin.sources.datadog.DatadogDoor;
import io.tocsin.sources.gcp.GcpDoor;
import io.tocsin.sources.generic.GenericDoor;
import io.tocsin.sources.generic.Mappings;
import io.tocsin.sources.grafana.GrafanaDoor;
import io.tocsin.sources.honeycomb.HoneycombDoor;
import io.tocsin.sources.langfuse.LangfuseDoor;
import io.tocsin.sources.litellm.LiteLlmDoor;
import io.tocsin.sources.litellmwebhook.LiteLlmWebhookDoor;
import io.tocsin.sources.mlflow.MlflowDoor;
import io.tocsin.sources.nativeevents.NativeEventsDoor;
import io.tocsin.sources.newrelic.NewRelicDoor;
import io.tocsin.sources.opik.OpikDoor;
import io.tocsin.sources.opsgenie.OpsgenieDoor;
import io.tocsin.sources.otlp.OtlpDoor;
import io.tocsin.sources.pagerduty.PagerDutyDoor;
import io.tocsin.sources.remotewrite.RemoteWriteDoor;
import io.tocsin.sources.sentry.SentryDoor;
import io.tocsin.sources.standardwebhooks.StandardWebhooksDoor;
import io.tocsin.sources.statuspage.StatuspageDoor;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Every door by the name that addresses and settings use. */
public final class Doors {
    private static final SortedMap<String, Maker> MAKERS = makers();

    private Doors() {}

    /** The names, sorted; immutable. */
    public static Set<String> names() {
        return MAKERS.keySet();
    }

    /** The doors, sorted by name; immutable. They price calls by this book; the generic one reads by these mappings. */
    public static Map<String, Door> all(PriceBook prices, Mappings mappings) {
        Map<String, Door> doors = new TreeMap<>();
        MAKERS.forEach((name, maker) -> doors.put(name, maker.make(prices, mappings)));
        return Collections.unmodifiableMap(doors);
    }

    /** Makes a door. */
    @FunctionalInterface
    private interface Maker {
        Door make(PriceBook prices, Mappings mappings);
    }

    private static Maker of(Function<PriceBook, Door> door) {
        return (prices, mappings) -> door.apply(prices);
    }

    private static SortedMap<String, Maker> makers() {
        SortedMap<String, Maker> makers = new TreeMap<>();
        makers.put("alertmanager", of(AlertmanagerDoor::new));
        makers.put("anthropic", of(AnthropicDoor::new));
        makers.put("azure", of(AzureDoor::new));
        makers.put("bedrock", of(BedrockDoor::new));
        makers.put("cloudevents", of(CloudEventsDoor::new));
        makers.put("cloudwatch", of(CloudWatchDoor::new));
        makers.put("datadog", of(DatadogDoor::new));
        makers.put("gcp", of(GcpDoor::new));
        makers.put("generic", GenericDoor::new);
        makers.put("grafana", of(GrafanaDoor::new));
        makers.put("honeycomb", of(HoneycombDoor::new));
        makers.put("langfuse", of(LangfuseDoor::new));
        makers.put("litellm", of(LiteLlmDoor::new));
        makers.put("litellm-webhook", of(LiteLlmWebhookDoor::new));
        makers.put("mlflow", of(MlflowDoor::new));
        makers.put("native", of(NativeEventsDoor::new));
        makers.put("newrelic", of(NewRelicDoor::new));
        makers.put("opik", of(OpikDoor::new));
        makers.put("opsgenie", of(OpsgenieDoor::new));
        makers.put("otlp", of(OtlpDoor::json));
        makers.put("otlp-logs", of(OtlpDoor::logs));
        makers.put("otlp-metrics", of(OtlpDoor::metrics));
        makers.put("otlp-traces", of(OtlpDoor::traces));
        makers.put("pagerduty", of(PagerDutyDoor::new));
        makers.put("prometheus", of(RemoteWriteDoor::new));
        makers.put("prometheus-alerts", of(PostedAlertsDoor::new));
        makers.put("sentry", of(SentryDoor::new));
        makers.put("standard-webhooks", of(StandardWebhooksDoor::new));
        makers.put("statuspage", of(StatuspageDoor::new));
        return Collections.unmodifiableSortedMap(makers);
    }
}
