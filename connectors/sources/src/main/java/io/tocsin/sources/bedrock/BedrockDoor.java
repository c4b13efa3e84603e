// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.bedrock;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.pipeline.signal.SignalType;
import io.tocsin.sources.wire.ErrorWords;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.util.Optional;

/**
 * Reads Bedrock's model invocation log: single records, lines or a list. Where it ran is the inference region if told,
 * else the region asked. A model id may be an inference profile without a model's name; it is then priced as unknown.
 * Bodies are never kept. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html">model invocation
 *     logging</a>
 */
public final class BedrockDoor implements Door {
    private static final int OK = 200;

    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public BedrockDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        return Records.orDeadLetter(message, prices, "bedrock", BedrockDoor::invocation);
    }

    private static Optional<Problem> invocation(Node log, SignalGate gate) {
        if (!"ModelInvocationLog".equals(log.text("schemaType")) || log.text("modelId") == null) {
            return Records.unknown("a ModelInvocationLog with modelId");
        }
        Node tags = log.at("requestMetadata");
        Node input = log.at("input");
        SignalDraft draft = gate.draft(SignalType.LLM_CALL);
        draft.fit(Field.ID, log.text("requestId"))
                .time(Field.AT, log.time("timestamp"))
                .text(Field.PROVIDER, "bedrock")
                .fit(Field.MODEL, log.text("modelId"))
                .count(Field.INPUT, input.count("inputTokenCount"))
                .count(Field.CACHE_READ, input.count("cacheReadInputTokenCount"))
                .count(Field.CACHE_CREATION, input.count("cacheWriteInputTokenCount"))
                .count(Field.OUTPUT, log.at("output").count("outputTokenCount"))
                .fit(Field.REGION, log.first("inferenceRegion", "region"))
                .fit(Field.TEAM, tags.first("team", "department", "costCentre", "costCenter"))
                .fit(Field.USER, tags.first("user", "userId"))
                .fit(Field.FEATURE, tags.first("feature", "application", "app"))
                .fit(Field.SESSION, tags.first("session", "sessionId"))
                .fit(Field.DATA_CLASS, tags.first("dataClass", "data_class"))
                .fit(Field.WORKSPACE, log.text("accountId"));
        String error = log.text("errorCode");
        if (error == null) {
            draft.count(Field.STATUS, OK);
        } else {
            String word = ErrorWords.of(0, error, null);
            draft.count(Field.STATUS, ErrorWords.status(word)).text(Field.ERROR_TYPE, word);
        }
        return gate.admit();
    }
}
