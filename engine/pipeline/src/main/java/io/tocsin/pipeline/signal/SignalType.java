// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static io.tocsin.pipeline.signal.Field.COMPONENT;
import static io.tocsin.pipeline.signal.Field.DIMENSION;
import static io.tocsin.pipeline.signal.Field.INTERVAL;
import static io.tocsin.pipeline.signal.Field.JOB;
import static io.tocsin.pipeline.signal.Field.KIND;
import static io.tocsin.pipeline.signal.Field.LEVEL;
import static io.tocsin.pipeline.signal.Field.MODEL;
import static io.tocsin.pipeline.signal.Field.NAME;
import static io.tocsin.pipeline.signal.Field.PROVIDER;
import static io.tocsin.pipeline.signal.Field.STATE;
import static io.tocsin.pipeline.signal.Field.SUBJECT;
import static io.tocsin.pipeline.signal.Field.VALUE;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of event of the native format, one for each kind of signal, with the fields each cannot do without. */
public enum SignalType {
    LLM_CALL("llm.call", MODEL),
    RATE_LIMIT("rate.limit", PROVIDER, DIMENSION),
    METRIC("metric", NAME, VALUE),
    ALERT("alert", NAME, STATE),
    PROVIDER_STATUS("provider.status", PROVIDER, COMPONENT, LEVEL),
    CHANGE("change", KIND, SUBJECT),
    OUTCOME("outcome", KIND),
    FEEDBACK("feedback", KIND),
    HEARTBEAT("heartbeat", JOB, INTERVAL);

    private static final Map<String, SignalType> BY_WORD = new HashMap<>();

    static {
        for (SignalType type : values()) {
            BY_WORD.put(type.word, type);
        }
    }

    private final String word;
    private final List<Field> required;

    SignalType(String word, Field... required) {
        this.word = word;
        this.required = List.of(required);
    }

    /** The word on the wire, such as {@code llm.call}. */
    public String word() {
        return word;
    }

    /** The fields without which an event of this type says nothing. */
    public List<Field> required() {
        return required;
    }

    /** The type with this word, or null. */
    public static @Nullable SignalType of(@Nullable String word) {
        return BY_WORD.get(word);
    }

    /** The type of a signal. */
    public static SignalType of(Signal signal) {
        return signal.match(TypeOf.INSTANCE);
    }

    static String words() {
        return Arrays.stream(values()).map(SignalType::word).collect(Collectors.joining(", "));
    }

    private static final class TypeOf implements Signal.Cases<SignalType> {
        private static final TypeOf INSTANCE = new TypeOf();

        @Override
        public SignalType call(LlmCall call) {
            return LLM_CALL;
        }

        @Override
        public SignalType rateLimit(RateLimit rateLimit) {
            return RATE_LIMIT;
        }

        @Override
        public SignalType metric(MetricPoint metric) {
            return METRIC;
        }

        @Override
        public SignalType externalAlert(ExternalAlert alert) {
            return ALERT;
        }

        @Override
        public SignalType providerStatus(ProviderStatus status) {
            return PROVIDER_STATUS;
        }

        @Override
        public SignalType change(Change change) {
            return CHANGE;
        }

        @Override
        public SignalType outcome(Outcome outcome) {
            return OUTCOME;
        }

        @Override
        public SignalType feedback(Feedback feedback) {
            return FEEDBACK;
        }

        @Override
        public SignalType heartbeat(Heartbeat heartbeat) {
            return HEARTBEAT;
        }
    }
}
