// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the signal a draft describes, with the default of every field that is not set. It judges nothing. */
final class SignalAssembler {
    static final Words<CostSource> COST_SOURCES = Words.of(CostSource.class);
    static final Words<MetricPoint.Temporality> TEMPORALITIES = Words.of(MetricPoint.Temporality.class);
    static final Words<ProviderStatus.Level> LEVELS = Words.of(ProviderStatus.Level.class);
    static final Words<Change.Kind> CHANGES = Words.of(Change.Kind.class);
    static final Words<Feedback.Kind> FEEDBACKS = Words.of(Feedback.Kind.class);
    static final String FIRING = "firing";
    static final String RESOLVED = "resolved";
    private static final double LATENCY_NOT_TOLD = -1;

    private SignalAssembler() {}

    static Signal assemble(SignalDraft draft) {
        return switch (must(draft.type, Field.TYPE)) {
            case LLM_CALL -> call(draft, tokens(draft), cost(draft), handling(draft));
            case RATE_LIMIT -> rateLimit(draft);
            case METRIC -> metric(draft);
            case ALERT -> alert(draft);
            case PROVIDER_STATUS ->
                new ProviderStatus(
                        origin(draft),
                        who(draft),
                        must(draft, Field.PROVIDER),
                        must(draft, Field.COMPONENT),
                        must(LEVELS.value(draft.text(Field.LEVEL)), Field.LEVEL),
                        draft.text(Field.INCIDENT));
            case CHANGE ->
                new Change(
                        origin(draft),
                        who(draft),
                        must(CHANGES.value(draft.text(Field.KIND)), Field.KIND),
                        must(draft, Field.SUBJECT),
                        or(draft.text(Field.SUMMARY), ""),
                        draft.text(Field.LINK));
            case OUTCOME ->
                new Outcome(
                        origin(draft),
                        who(draft),
                        must(draft, Field.KIND),
                        draft.has(Field.COUNT) ? draft.count(Field.COUNT) : 1,
                        draft.numberOr(Field.REVENUE_USD, 0));
            case FEEDBACK ->
                new Feedback(
                        origin(draft),
                        who(draft),
                        must(FEEDBACKS.value(draft.text(Field.KIND)), Field.KIND),
                        draft.text(Field.REQUEST_ID),
                        draft.number(Field.SCORE));
            case HEARTBEAT ->
                new Heartbeat(
                        origin(draft), who(draft), must(draft, Field.JOB), Duration.parse(must(draft, Field.INTERVAL)));
        };
    }

    static LlmCall call(SignalDraft draft, TokenUsage tokens, Cost cost, Handling handling) {
        return new LlmCall(
                origin(draft),
                who(draft),
                must(draft, Field.PROVIDER),
                must(draft, Field.MODEL),
                tokens,
                cost,
                result(draft),
                handling);
    }

    static TokenUsage tokens(SignalDraft draft) {
        return new TokenUsage(
                draft.count(Field.INPUT),
                draft.count(Field.CACHE_READ),
                draft.count(Field.CACHE_CREATION),
                draft.count(Field.CACHE_CREATION_1H),
                draft.count(Field.OUTPUT));
    }

    static Handling handling(SignalDraft draft) {
        return new Handling(
                draft.text(Field.SERVICE_TIER),
                draft.text(Field.SPEED),
                draft.number(Field.COMPLEXITY),
                draft.flagOr(Field.URGENT, true),
                draft.text(Field.REGION),
                draft.text(Field.DATA_CLASS),
                draft.text(Field.CONTENT_HASH));
    }

    static Origin origin(SignalDraft draft) {
        Instant at = must(draft.time(Field.AT), Field.AT);
        return new Origin(must(draft, Field.ID), at, must(draft, Field.SOURCE), must(draft, Field.TENANT));
    }

    static Attribution who(SignalDraft draft) {
        String team = draft.text(Field.TEAM);
        String user = draft.text(Field.USER);
        String feature = draft.text(Field.FEATURE);
        String session = draft.text(Field.SESSION);
        String workspace = draft.text(Field.WORKSPACE);
        boolean unknown = team == null && user == null && feature == null && session == null && workspace == null;
        return unknown ? Attribution.NONE : new Attribution(team, user, feature, session, workspace);
    }

    private static Cost cost(SignalDraft draft) {
        CostSource source = COST_SOURCES.value(draft.text(Field.COST_SOURCE));
        long nanoUsd = draft.count(Field.COST_NANO_USD);
        return nanoUsd == 0 && source == null
                ? Cost.NONE
                : new Cost(nanoUsd, source == null ? CostSource.NONE : source);
    }

    private static CallResult result(SignalDraft draft) {
        return new CallResult(
                (int) draft.count(Field.STATUS),
                draft.text(Field.STOP_REASON),
                draft.text(Field.ERROR_TYPE),
                draft.numberOr(Field.LATENCY_SECONDS, LATENCY_NOT_TOLD),
                draft.number(Field.QUALITY),
                draft.flagOr(Field.REFUSAL, false),
                draft.flagOr(Field.INSECURE, false));
    }

    private static RateLimit rateLimit(SignalDraft draft) {
        return new RateLimit(
                origin(draft),
                who(draft),
                must(draft, Field.PROVIDER),
                must(draft, Field.FAMILY),
                must(draft, Field.DIMENSION),
                draft.number(Field.LIMIT),
                draft.number(Field.REMAINING),
                draft.number(Field.UTILISATION),
                draft.time(Field.RESET));
    }

    private static MetricPoint metric(SignalDraft draft) {
        MetricPoint.Temporality temporality = TEMPORALITIES.value(draft.text(Field.TEMPORALITY));
        return new MetricPoint(
                origin(draft),
                who(draft),
                must(draft, Field.NAME),
                temporality == null ? MetricPoint.Temporality.GAUGE : temporality,
                draft.number(Field.VALUE),
                draft.text(Field.UNIT),
                draft.time(Field.START),
                draft.labels());
    }

    private static ExternalAlert alert(SignalDraft draft) {
        return new ExternalAlert(
                origin(draft),
                who(draft),
                must(draft, Field.TOOL),
                must(draft, Field.FINGERPRINT),
                must(draft, Field.NAME),
                !RESOLVED.equals(draft.text(Field.STATE)),
                draft.text(Field.SEVERITY),
                or(draft.text(Field.SUMMARY), ""),
                draft.number(Field.VALUE),
                draft.number(Field.THRESHOLD),
                must(draft.time(Field.STARTS_AT), Field.STARTS_AT),
                draft.time(Field.ENDS_AT),
                draft.labels(),
                draft.text(Field.LINK));
    }

    private static String must(SignalDraft draft, Field field) {
        return must(draft.text(field), field);
    }

    private static <T> T must(@Nullable T value, Field field) {
        if (value == null) {
            throw new IllegalArgumentException("misses " + field.path());
        }
        return value;
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
