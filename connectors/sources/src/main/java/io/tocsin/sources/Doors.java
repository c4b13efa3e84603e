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
import java.util.TreeMap;

/** Every door by the name that addresses and settings use. */
public final class Doors {
    private Doors() {}

    /** The doors, sorted by name; immutable. They price calls by this book. */
    public static Map<String, Door> all(PriceBook prices) {
        Map<String, Door> doors = new TreeMap<>();
        doors.put("alertmanager", new AlertmanagerDoor(prices));
        doors.put("anthropic", new AnthropicDoor(prices));
        doors.put("bedrock", new BedrockDoor(prices));
        doors.put("cloudevents", new CloudEventsDoor(prices));
        doors.put("cloudwatch", new CloudWatchDoor(prices));
        doors.put("langfuse", new LangfuseDoor(prices));
        doors.put("litellm", new LiteLlmDoor(prices));
        doors.put("litellm-webhook", new LiteLlmWebhookDoor(prices));
        doors.put("mlflow", new MlflowDoor(prices));
        doors.put("native", new NativeEventsDoor(prices));
        doors.put("opik", new OpikDoor(prices));
        doors.put("otlp", new OtlpDoor(prices));
        doors.put("statuspage", new StatuspageDoor(prices));
        return Collections.unmodifiableMap(doors);
    }
}
