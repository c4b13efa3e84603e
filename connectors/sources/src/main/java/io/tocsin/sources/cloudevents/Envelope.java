// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Problems;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.Body;
import io.tocsin.sources.wire.Node;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attributes of one CloudEvent and its data. */
record Envelope(
        @Nullable String specversion,
        @Nullable String type,
        @Nullable String source,
        @Nullable String id,
        @Nullable String time,
        Node data) {
    private static final String OWN = "io.tocsin.";
    private static final int SHOWN = 60;

    static Envelope ofHeaders(Map<String, String> headers) {
        return new Envelope(
                headers.get("ce-specversion"),
                headers.get("ce-type"),
                headers.get("ce-source"),
                headers.get("ce-id"),
                headers.get("ce-time"),
                new Node(MissingNode.getInstance()));
    }

    static Envelope ofJson(Node event) {
        return new Envelope(
                string(event, "specversion"),
                string(event, "type"),
                string(event, "source"),
                string(event, "id"),
                string(event, "time"),
                event.at("data_base64").exists() ? decoded(event.at("data_base64")) : event.at("data"));
    }

    Envelope carrying(Node body) {
        return new Envelope(specversion, type, source, id, time, body);
    }

    /** Why it is not a CloudEvent of version 1.0; empty when it is one. */
    Optional<Problem> problem() {
        if (!"1.0".equals(specversion)) {
            return invalid("specversion", "must be \"1.0\"");
        }
        if (blank(id)) {
            return invalid("id", "must be a string that is not empty");
        }
        if (blank(source)) {
            return invalid("source", "must be a string that is not empty");
        }
        return blank(type) ? invalid("type", "must be a string that is not empty") : Optional.empty();
    }

    boolean carriesNative() {
        return nativeType() != null;
    }

    String shownType() {
        String told = type == null ? "" : type.replaceAll("[^A-Za-z0-9._/-]", "?");
        return told.length() <= SHOWN ? told : told.substring(0, SHOWN);
    }

    /** The native event it carries; what is not an object stands as it is, to be refused. */
    JsonNode nativeEvent() {
        SignalType known = nativeType();
        if (!data.isObject() || known == null) {
            return data.json().isMissingNode() ? JsonNodeFactory.instance.nullNode() : data.json();
        }
        ObjectNode event = data.json().deepCopy();
        event.put("type", known.word());
        ifMissing(event, "id", id);
        ifMissing(event, "at", time);
        ifMissing(event, "source", source);
        return event;
    }

    private @Nullable SignalType nativeType() {
        return type == null || !type.startsWith(OWN) ? null : SignalType.of(type.substring(OWN.length()));
    }

    private static void ifMissing(ObjectNode event, String name, @Nullable String value) {
        if (!event.hasNonNull(name) && value != null) {
            event.put(name, value);
        }
    }

    private static Optional<Problem> invalid(String field, String detail) {
        return Optional.of(
                Problems.value("cloudevent-invalid", field, detail, "see CloudEvents 1.0, required attributes"));
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static @Nullable String string(Node event, String name) {
        return event.at(name).isText() ? event.text(name) : null;
    }

    private static Node decoded(Node base64) {
        try {
            String text = base64.text();
            Body body = Body.of(Base64.getDecoder().decode(text == null ? "" : text));
            return body.problem().isPresent() ? base64 : body.value();
        } catch (IllegalArgumentException notBase64) {
            return base64;
        }
    }
}
