// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.anthropic;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import java.util.Optional;

/**
 * Reads what the Anthropic API answers or sends: messages and errors (with the headers they came with), the events of
 * one streamed message, webhooks, usage and cost reports, spend limits. Content is never kept. Thread-safe.
 *
 * @see <a href="https://docs.anthropic.com/en/api">Anthropic API</a>; fields of anthropic-sdk-python 0.121.0, 2026-08-07
 */
public final class AnthropicDoor implements Door {
    private final PriceBook prices;

    /** A door that prices calls by this book. */
    public AnthropicDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Answers answers = new Answers(message);
        StreamedMessage stream = new StreamedMessage();
        return Records.orDeadLetter(
                message, prices, "anthropic", (record, gate) -> record(record, gate, answers, stream));
    }

    private static Optional<Problem> record(Node record, SignalGate gate, Answers answers, StreamedMessage stream) {
        if (record.at("data").isArray()) {
            return Reports.read(record.at("data"), gate, answers.receivedAt());
        }
        String type = record.text("type", "");
        return switch (type) {
            case "message" -> answers.message(record, gate);
            case "error" -> answers.error(record, gate);
            case "event" -> Webhooks.read(record, gate);
            case "spend_limit" -> Reports.spendLimit(record, gate);
            case "message_stop" -> {
                Optional<Node> whole = stream.end();
                yield whole.isPresent() ? answers.message(whole.get(), gate) : Optional.empty();
            }
            case "message_start",
                    "message_delta",
                    "content_block_start",
                    "content_block_delta",
                    "content_block_stop",
                    "ping" -> {
                stream.event(type, record);
                yield Optional.empty();
            }
            default -> Records.unknown("an answer, webhook or report of the Anthropic API");
        };
    }
}
