// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.model.signal.Attribution;
import io.tocsin.model.signal.CallResult;
import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes signals to one generator, one object each, properties in fixed order, defaults left out. Not thread-safe. */
final class SignalWriter implements Signal.Cases<SignalType> {
    private static final double LATENCY_NOT_TOLD = -1;

    private final JsonGenerator json;

    SignalWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Signal signal) throws IOException {
        json.writeStartObject();
        try {
            signal.match(this);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        json.writeEndObject();
    }

    @Override
    public SignalType call(LlmCall call) {
        head(SignalType.LLM_CALL, call);
        text(Field.PROVIDER, call.provider());
        text(Field.MODEL, call.model());
        tokens(call.tokens());
        cost(call.cost());
        result(call.result());
        handling(call.handling());
        return SignalType.LLM_CALL;
    }

    @Override
    public SignalType rateLimit(RateLimit rateLimit) {
        head(SignalType.RATE_LIMIT, rateLimit);
        text(Field.PROVIDER, rateLimit.provider());
        text(Field.FAMILY, rateLimit.family());
        text(Field.DIMENSION, rateLimit.dimension());
        number(Field.LIMIT, rateLimit.limit());
        number(Field.REMAINING, rateLimit.remaining());
        number(Field.UTILISATION, rateLimit.utilisation());
        time(Field.RESET, rateLimit.reset());
        return SignalType.RATE_LIMIT;
    }

    @Override
    public SignalType metric(MetricPoint metric) {
        head(SignalType.METRIC, metric);
        text(Field.NAME, metric.name());
        text(Field.TEMPORALITY, SignalAssembler.TEMPORALITIES.word(metric.temporality()));
        number(Field.VALUE, metric.value());
        text(Field.UNIT, metric.unit());
        time(Field.START, metric.start());
        labels(metric.labels());
        return SignalType.METRIC;
    }

    @Override
    public SignalType externalAlert(ExternalAlert alert) {
        head(SignalType.ALERT, alert);
        text(Field.TOOL, alert.tool());
        text(Field.FINGERPRINT, alert.fingerprint());
        text(Field.NAME, alert.name());
        text(Field.STATE, alert.firing() ? SignalAssembler.FIRING : SignalAssembler.RESOLVED);
        text(Field.SEVERITY, alert.severity());
        text(Field.SUMMARY, alert.summary().isEmpty() ? null : alert.summary());
        number(Field.VALUE, alert.value());
        number(Field.THRESHOLD, alert.threshold());
        time(Field.STARTS_AT, alert.startsAt());
        time(Field.ENDS_AT, alert.endsAt());
        labels(alert.labels());
        text(Field.LINK, alert.link());
        return SignalType.ALERT;
    }

    @Override
    public SignalType providerStatus(ProviderStatus status) {
        head(SignalType.PROVIDER_STATUS, status);
        text(Field.PROVIDER, status.provider());
        text(Field.COMPONENT, status.component());
        text(Field.LEVEL, SignalAssembler.LEVELS.word(status.level()));
        text(Field.INCIDENT, status.incident());
        return SignalType.PROVIDER_STATUS;
    }

    @Override
    public SignalType change(Change change) {
        head(SignalType.CHANGE, change);
        text(Field.KIND, SignalAssembler.CHANGES.word(change.kind()));
        text(Field.SUBJECT, change.subject());
        text(Field.SUMMARY, change.summary().isEmpty() ? null : change.summary());
        text(Field.LINK, change.link());
        return SignalType.CHANGE;
    }

    @Override
    public SignalType outcome(Outcome outcome) {
        head(SignalType.OUTCOME, outcome);
        text(Field.KIND, outcome.kind());
        count(Field.COUNT, outcome.count(), 1);
        number(Field.REVENUE_USD, outcome.revenueUsd(), 0);
        return SignalType.OUTCOME;
    }

    @Override
    public SignalType feedback(Feedback feedback) {
        head(SignalType.FEEDBACK, feedback);
        text(Field.KIND, SignalAssembler.FEEDBACKS.word(feedback.kind()));
        text(Field.REQUEST_ID, feedback.requestId());
        number(Field.SCORE, feedback.score());
        return SignalType.FEEDBACK;
    }

    @Override
    public SignalType heartbeat(Heartbeat heartbeat) {
        head(SignalType.HEARTBEAT, heartbeat);
        text(Field.JOB, heartbeat.job());
        text(Field.INTERVAL, heartbeat.interval().toString());
        return SignalType.HEARTBEAT;
    }

    private void head(SignalType type, Signal signal) {
        Origin origin = signal.origin();
        text(Field.TYPE, type.word());
        text(Field.ID, origin.id());
        time(Field.AT, origin.at());
        text(Field.SOURCE, origin.source());
        text(Field.TENANT, origin.tenant());
        Attribution who = signal.who();
        text(Field.TEAM, who.team());
        text(Field.USER, who.user());
        text(Field.FEATURE, who.feature());
        text(Field.SESSION, who.session());
        text(Field.WORKSPACE, who.workspace());
    }

    private void tokens(TokenUsage tokens) {
        if (tokens.totalTokens() == 0) {
            return;
        }
        try {
            json.writeObjectFieldStart("tokens");
            count(Field.INPUT, tokens.inputTokens(), 0);
            count(Field.CACHE_READ, tokens.cacheReadInputTokens(), 0);
            count(Field.CACHE_CREATION, tokens.cacheCreationInputTokens(), 0);
            count(Field.CACHE_CREATION_1H, tokens.cacheCreation1hInputTokens(), 0);
            count(Field.OUTPUT, tokens.outputTokens(), 0);
            json.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void cost(Cost cost) {
        count(Field.COST_NANO_USD, cost.nanoUsd(), 0);
        if (cost.source() != CostSource.NONE) {
            text(Field.COST_SOURCE, SignalAssembler.COST_SOURCES.word(cost.source()));
        }
    }

    private void result(CallResult result) {
        count(Field.STATUS, result.status(), 0);
        text(Field.STOP_REASON, result.stopReason());
        text(Field.ERROR_TYPE, result.errorType());
        number(Field.LATENCY_SECONDS, result.latencySeconds(), LATENCY_NOT_TOLD);
        number(Field.QUALITY, result.quality());
        flag(Field.REFUSAL, result.flaggedRefusal(), false);
        flag(Field.INSECURE, result.flaggedInsecure(), false);
    }

    private void handling(Handling handling) {
        number(Field.COMPLEXITY, handling.complexity());
        text(Field.SERVICE_TIER, handling.serviceTier());
        text(Field.SPEED, handling.speed());
        flag(Field.URGENT, handling.urgent(), true);
        text(Field.REGION, handling.region());
        text(Field.DATA_CLASS, handling.dataClass());
        text(Field.CONTENT_HASH, handling.contentHash());
    }

    private void labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return;
        }
        try {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : labels.entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void text(Field field, @Nullable String value) {
        if (value == null) {
            return;
        }
        try {
            json.writeFieldName(field.name);
            json.writeString(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void time(Field field, @Nullable Instant value) {
        text(field, value == null ? null : Rfc3339.format(value));
    }

    private void count(Field field, long value, long leftOut) {
        if (value == leftOut) {
            return;
        }
        try {
            json.writeFieldName(field.name);
            json.writeNumber(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void number(Field field, double value) {
        number(field, value, Double.NaN);
    }

    private void number(Field field, double value, double leftOut) {
        if (Double.isNaN(value) || Double.doubleToLongBits(value) == Double.doubleToLongBits(leftOut)) {
            return;
        }
        try {
            json.writeFieldName(field.name);
            json.writeNumber(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void flag(Field field, boolean value, boolean leftOut) {
        if (value == leftOut) {
            return;
        }
        try {
            json.writeFieldName(field.name);
            json.writeBoolean(value);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
