// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.sources.alertmanager.AlertmanagerDoor;
import io.tocsin.sources.anthropic.AnthropicDoor;
import io.tocsin.sources.bedrock.BedrockDoor;
import io.tocsin.sources.cloudevents.CloudEventsDoor;
import io.tocsin.sources.cloudwatch.CloudWatchDoor;
import io.tocsin.sources.langfuse.LangfuseDoor;
import io.tocsin.sources.litellm.LiteLlmDoor;
import io.tocsin.sources.litellmwebhook.LiteLlmWebhookDoor;
import io.tocsin.sources.mlflow.MlflowDoor;
import io.tocsin.sources.nativeevents.NativeEventsDoor;
import io.tocsin.sources.opik.OpikDoor;
import io.tocsin.sources.otlp.OtlpDoor;
import io.tocsin.sources.statuspage.StatuspageDoor;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Every door by the name that addresses and settings use. */
public final class Doors {
    private static final SortedMap<String, Function<PriceBook, Door>> MAKERS = makers();

    private Doors() {}

    /** The names, sorted; immutable. */
    public static Set<String> names() {
        return MAKERS.keySet();
    }

    /** The doors, sorted by name; immutable. They price calls by this book. */
    public static Map<String, Door> all(PriceBook prices) {
        Map<String, Door> doors = new TreeMap<>();
        MAKERS.forEach((name, maker) -> doors.put(name, maker.apply(prices)));
        return Collections.unmodifiableMap(doors);
    }

    private static SortedMap<String, Function<PriceBook, Door>> makers() {
        SortedMap<String, Function<PriceBook, Door>> makers = new TreeMap<>();
        makers.put("alertmanager", AlertmanagerDoor::new);
        makers.put("anthropic", AnthropicDoor::new);
        makers.put("bedrock", BedrockDoor::new);
        makers.put("cloudevents", CloudEventsDoor::new);
        makers.put("cloudwatch", CloudWatchDoor::new);
        makers.put("langfuse", LangfuseDoor::new);
        makers.put("litellm", LiteLlmDoor::new);
        makers.put("litellm-webhook", LiteLlmWebhookDoor::new);
        makers.put("mlflow", MlflowDoor::new);
        makers.put("native", NativeEventsDoor::new);
        makers.put("opik", OpikDoor::new);
        makers.put("otlp", OtlpDoor::new);
        makers.put("statuspage", StatuspageDoor::new);
        return Collections.unmodifiableSortedMap(makers);
    }
}
