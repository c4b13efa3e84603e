// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the native event format: name on the wire, shape and bounds. A field means the same in every type of
 * event that has it.
 */
public enum Field {
    TYPE("type", Shape.LABEL),
    ID("id", Shape.ID),
    AT("at", Shape.TIME),
    SOURCE("source", Shape.LABEL),
    TENANT("tenant", Shape.LABEL),
    TEAM("team", Shape.LABEL),
    USER("user", Shape.LABEL),
    FEATURE("feature", Shape.LABEL),
    SESSION("session", Shape.LABEL),
    WORKSPACE("workspace", Shape.LABEL),
    PROVIDER("provider", Shape.LABEL),
    MODEL("model", Shape.LABEL),
    INPUT("input", "tokens", Bounds.TOKENS),
    CACHE_READ("cacheRead", "tokens", Bounds.TOKENS),
    CACHE_CREATION("cacheCreation", "tokens", Bounds.TOKENS),
    CACHE_CREATION_1H("cacheCreation1h", "tokens", Bounds.TOKENS),
    OUTPUT("output", "tokens", Bounds.TOKENS),
    COST_USD("costUsd", 0, Bounds.MOST_USD),
    COST_USD_MICROS("costUsdMicros", null, (long) Bounds.MOST_USD * 1_000_000),
    COST_NANO_USD("costNanoUsd", null, (long) Bounds.MOST_USD * 1_000_000_000),
    COST_SOURCE("costSource", Shape.LABEL),
    STATUS("status", null, 999),
    STOP_REASON("stopReason", Shape.LABEL),
    ERROR_TYPE("errorType", Shape.LABEL),
    LATENCY_SECONDS("latencySeconds", 0, 86_400),
    QUALITY("quality", 0, 1),
    REFUSAL("refusal", Shape.FLAG),
    INSECURE("insecure", Shape.FLAG),
    COMPLEXITY("complexity", 0, 10),
    SERVICE_TIER("serviceTier", Shape.LABEL),
    SPEED("speed", Shape.LABEL),
    URGENT("urgent", Shape.FLAG),
    REGION("region", Shape.LABEL),
    DATA_CLASS("dataClass", Shape.LABEL),
    CONTENT_HASH("contentHash", Shape.LABEL),
    FAMILY("family", Shape.LABEL),
    DIMENSION("dimension", Shape.LABEL),
    LIMIT("limit", 0, Bounds.MOST_LIMIT),
    REMAINING("remaining", 0, Bounds.MOST_LIMIT),
    UTILISATION("utilisation", 0, 1000),
    RESET("reset", Shape.TIME),
    NAME("name", Shape.LABEL),
    TEMPORALITY("temporality", Shape.LABEL),
    VALUE("value", -Double.MAX_VALUE, Double.MAX_VALUE),
    UNIT("unit", Shape.LABEL),
    START("start", Shape.TIME),
    TOOL("tool", Shape.LABEL),
    FINGERPRINT("fingerprint", Shape.ID),
    STATE("state", Shape.LABEL),
    SEVERITY("severity", Shape.LABEL),
    SUMMARY("summary", Shape.PROSE),
    THRESHOLD("threshold", -Double.MAX_VALUE, Double.MAX_VALUE),
    STARTS_AT("startsAt", Shape.TIME),
    ENDS_AT("endsAt", Shape.TIME),
    LINK("link", Shape.LINK),
    COMPONENT("component", Shape.LABEL),
    LEVEL("level", Shape.LABEL),
    INCIDENT("incident", Shape.PROSE),
    KIND("kind", Shape.LABEL),
    SUBJECT("subject", Shape.LABEL),
    COUNT("count", null, 1_000_000_000_000L),
    REVENUE_USD("revenueUsd", 0, 1e12),
    REQUEST_ID("requestId", Shape.ID),
    SCORE("score", 0, 1),
    JOB("job", Shape.LABEL),
    INTERVAL("interval", Shape.DURATION);

    /** What a value looks like. */
    enum Shape {
        /** 1 to 255 characters without control characters. */
        ID,
        /** As an id, and not blank. */
        LABEL,
        /** Up to 1,000 characters for people. */
        PROSE,
        /** An http or https address of up to 1,000 characters. */
        LINK,
        /** A date and time with offset. */
        TIME,
        /** A period such as {@code PT1M}. */
        DURATION,
        /** A whole number from 0. */
        COUNT,
        /** A finite number. */
        NUMBER,
        /** True or false. */
        FLAG
    }

    /** Bounds that several fields share. */
    private static final class Bounds {
        static final long TOKENS = 100_000_000;
        static final double MOST_USD = 100_000;
        static final double MOST_LIMIT = 1e15;
    }

    private static final Set<Field> PECULIAR = EnumSet.of(USER, SESSION, CONTENT_HASH, SUBJECT);
    private static final Map<String, Field> TOP = new HashMap<>();
    private static final Map<String, Field> TOKENS = new HashMap<>();

    static {
        for (Field field : values()) {
            (field.group == null ? TOP : TOKENS).put(field.name.getValue(), field);
            field.repeats = field.shape == Shape.LABEL && !PECULIAR.contains(field);
        }
    }

    final SerializedString name;
    final Shape shape;
    final double min;
    final double max;
    private final @Nullable String group;
    private boolean repeats;

    Field(String name, Shape shape) {
        this(name, null, shape, Double.NaN, Double.NaN);
    }

    Field(String name, double min, double max) {
        this(name, null, Shape.NUMBER, min, max);
    }

    Field(String name, @Nullable String group, long max) {
        this(name, group, Shape.COUNT, 0, max);
    }

    Field(String name, @Nullable String group, Shape shape, double min, double max) {
        this.name = new SerializedString(name);
        this.group = group;
        this.shape = shape;
        this.min = min;
        this.max = max;
    }

    /** The field with this name at the top of an event, or null. */
    static @Nullable Field top(String name) {
        return TOP.get(name);
    }

    /** The field with this name inside {@code tokens}, or null. */
    static @Nullable Field tokens(String name) {
        return TOKENS.get(name);
    }

    /** Whether the same few texts come over and over, as names of models do and ids do not. */
    boolean repeats() {
        return repeats;
    }

    /** Where it stands in an event, such as {@code tokens.input}. */
    public String path() {
        return group == null ? name.getValue() : group + "." + name.getValue();
    }
}
