// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.intake.Reading;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts captured excerpts back into the message they were cut from, so that a door can read them. */
final class Wraps {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LITELLM =
            "{\"id\":\"wrapped\",\"status\":\"failure\",\"model\":\"claude-opus-5\",\"custom_llm_provider\":\"anthropic\","
                    + "\"startTime\":1795451000,\"endTime\":1795451001.5}";
    private static final String ANSWER =
            "{\"type\":\"message\",\"id\":\"msg_wrapped\",\"model\":\"claude-opus-5\",\"usage\":{\"input_tokens\":1}}";
    private static final String BEDROCK = "{\"modelId\":\"anthropic.claude-haiku-4-5-20251001-v1:0\",\"requestId\":"
            + "\"wrapped\",\"timestamp\":\"2026-11-23T16:00:00Z\",\"input\":{\"inputTokenCount\":1000}}";

    private Wraps() {}

    static Reading read(FixturesTest.Row row, String content) {
        Sender sender = new Sender(row.door());
        return switch (row.wrap()) {
            case "" -> sender.read("application/json", Map.of(), content.getBytes(UTF_8));
            case "log-record" ->
                sender.read("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + content + "]}]}]}");
            case "headers-of-answer" -> sender.read("application/json", headers(content), ANSWER.getBytes(UTF_8));
            case "headers-and-body" -> {
                int end = content.indexOf("\n\n");
                yield sender.read(
                        "application/octet-stream",
                        headers(content.substring(0, end)),
                        content.substring(end + 2).getBytes(UTF_8));
            }
            case "additional-headers" -> sender.read(with(LITELLM, "/hidden_params/additional_headers", content));
            case "error-information" -> sender.read(with(LITELLM, "/error_information", content));
            case "error-to-application" ->
                sender.read(with(
                        LITELLM,
                        "/error_information",
                        content.replace("\"code\"", "\"error_code\"").replace("\"message\"", "\"error_message\"")));
            case "remote-write-text" ->
                sender.read(
                        "application/x-protobuf",
                        Map.of("content-type", "application/x-protobuf;proto=io.prometheus.write.v2.Request"),
                        RemoteWriteText.bytes(content));
            case "rest-of-log" -> sender.read(merged(BEDROCK, content));
            default -> throw new IllegalArgumentException(row.wrap());
        };
    }

    private static String with(String base, String path, String content) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(base);
            ObjectNode target = root.withObject(path);
            ObjectNode added = (ObjectNode) JSON.readTree(content);
            target.setAll(added.path("error").isObject() ? (ObjectNode) added.path("error") : added);
            return root.toString();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String merged(String base, String content) {
        try {
            ObjectNode root = (ObjectNode) JSON.readTree(base);
            return root.setAll((ObjectNode) JSON.readTree(content)).toString();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.lines()
                .filter(line -> line.contains(": "))
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(": ")).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(": ") + 2)));
        return headers;
    }
}
