// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.ModelCard;
import io.tocsin.pipeline.pricing.PriceBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one gate every signal of a message passes: fills in what is not told, prices calls, refuses what cannot be.
 *
 * <p>Use: take the {@link #draft}, set what the sender told, {@link #admit} it, and again for the next signal. One gate
 * serves one message; not thread-safe.
 */
public final class SignalGate {
    /** The most signals one message may carry. */
    public static final int MOST_SIGNALS = 10_000;

    private final Message message;
    private final PriceBook prices;
    private final String source;
    private final SignalDraft draft = new SignalDraft();
    private final DraftChecks checks;
    private final List<Signal> signals = new ArrayList<>();
    private int drafts;

    /**
     * A gate for one message.
     *
     * @param source the source of signals that do not tell their own, such as {@code litellm}
     */
    public SignalGate(Message message, PriceBook prices, String source) {
        this.message = message;
        this.prices = prices;
        this.source = source;
        this.checks = new DraftChecks(message);
    }

    /** The draft, cleared, of a type. There is one: setting up the next forgets the one before. */
    public SignalDraft draft(SignalType type) {
        draft.clear();
        draft.type = type;
        return draft;
    }

    /** The draft as it is after {@link #admit}, for another signal that differs in little from the one before. */
    public SignalDraft again() {
        return draft;
    }

    SignalDraft draft() {
        return draft;
    }

    /** Judges the draft. Empty when it became signals; else why not, and then nothing of it is kept. */
    public Optional<Problem> admit() {
        int index = drafts++;
        if (index >= MOST_SIGNALS) {
            return Optional.of(Problems.tooLarge(
                    "batch-limit", "more than " + MOST_SIGNALS + " signals in one message", "send smaller batches"));
        }
        complete(index);
        Optional<Problem> problem = checks.judge(draft);
        if (problem.isEmpty()) {
            add();
        }
        return problem;
    }

    /** The signals admitted so far, in order. */
    public List<Signal> signals() {
        return signals;
    }

    /** What was understood, all of it admitted. */
    public Reading understood() {
        return Reading.Understood.all(signals);
    }

    private void complete(int index) {
        if (!draft.has(Field.AT)) {
            draft.time(Field.AT, message.receivedAt());
        }
        if (!draft.has(Field.SOURCE)) {
            draft.text(Field.SOURCE, source);
        }
        if (!draft.has(Field.TENANT)) {
            draft.text(Field.TENANT, message.tenant());
        }
        if (!draft.has(Field.ID)) {
            String delivery = message.deliveryId();
            draft.text(
                    Field.ID,
                    "auto-"
                            + (delivery.isEmpty()
                                    ? draft.contentHash(message.receivedAt(), index)
                                    : Ids.hash(source, delivery, index)));
        }
        SignalType type = draft.type;
        if (type == SignalType.LLM_CALL || type == SignalType.RATE_LIMIT) {
            completeModel();
        } else if (type == SignalType.ALERT) {
            completeAlert();
        }
    }

    private void completeModel() {
        String model = draft.text(Field.MODEL);
        if (model != null) {
            String bare = PriceBook.bareModel(model);
            if (!bare.equals(model)) {
                draft.text(Field.MODEL, bare);
            }
            if (!draft.has(Field.PROVIDER)) {
                draft.text(Field.PROVIDER, card(bare).map(ModelCard::provider).orElse("unknown"));
            }
        }
        if (draft.type == SignalType.RATE_LIMIT && !draft.has(Field.FAMILY)) {
            draft.text(Field.FAMILY, model == null ? "unknown" : prices.family(PriceBook.bareModel(model)));
        }
    }

    private void completeAlert() {
        if (!draft.has(Field.TOOL)) {
            draft.text(Field.TOOL, draft.text(Field.SOURCE));
        }
        if (!draft.has(Field.STARTS_AT)) {
            draft.time(Field.STARTS_AT, draft.time(Field.AT));
        }
        if (!draft.has(Field.FINGERPRINT)) {
            draft.text(Field.FINGERPRINT, Ids.hash(draft.text(Field.NAME), draft.labels()));
        }
        if (SignalAssembler.RESOLVED.equals(draft.text(Field.STATE)) && !draft.has(Field.ENDS_AT)) {
            draft.time(Field.ENDS_AT, draft.time(Field.AT));
        }
    }

    private void add() {
        if (draft.type == SignalType.RATE_LIMIT) {
            completeUtilisation();
        }
        if (draft.type != SignalType.LLM_CALL) {
            signals.add(SignalAssembler.assemble(draft));
            return;
        }
        TokenUsage tokens = SignalAssembler.tokens(draft);
        Handling handling = SignalAssembler.handling(draft);
        LlmCall call = SignalAssembler.call(draft, tokens, cost(tokens, handling), handling);
        signals.add(call);
        if (draft.rates != null) {
            draft.rates.forEach(reading -> signals.add(rateLimit(call, reading)));
        }
    }

    private void completeUtilisation() {
        RateReading told = new RateReading(
                "", draft.number(Field.LIMIT), draft.number(Field.REMAINING), draft.number(Field.UTILISATION), null);
        draft.number(Field.UTILISATION, told.used());
    }

    private RateLimit rateLimit(LlmCall call, RateReading reading) {
        Origin origin = call.origin();
        return new RateLimit(
                new Origin(
                        Ids.derived(origin.id(), reading.dimension()), origin.at(), origin.source(), origin.tenant()),
                call.who(),
                call.provider(),
                prices.family(call.model()),
                reading.dimension(),
                reading.limit(),
                reading.remaining(),
                reading.used(),
                reading.reset());
    }

    private Cost cost(TokenUsage tokens, Handling handling) {
        if (draft.has(Field.COST_NANO_USD)) {
            return new Cost(draft.count(Field.COST_NANO_USD), CostSource.REPORTED);
        }
        if (draft.has(Field.COST_USD_MICROS)) {
            return new Cost(draft.count(Field.COST_USD_MICROS) * 1000, CostSource.REPORTED);
        }
        if (draft.has(Field.COST_USD)) {
            return Cost.ofUsd(draft.number(Field.COST_USD), CostSource.REPORTED);
        }
        return unbilled(tokens) ? Cost.NONE : recomputed(tokens, handling);
    }

    /** Told so, or a refusal before any output, which is not billed (Anthropic, 2026). */
    private boolean unbilled(TokenUsage tokens) {
        if (SignalAssembler.COST_SOURCES.value(draft.text(Field.COST_SOURCE)) == CostSource.NONE) {
            return true;
        }
        return "refusal".equals(draft.text(Field.STOP_REASON)) && tokens.outputTokens() == 0;
    }

    private Cost recomputed(TokenUsage tokens, Handling handling) {
        Instant at = draft.time(Field.AT);
        String model = draft.text(Field.MODEL);
        return prices.price(model == null ? "" : model, tokens, handling, at == null ? message.receivedAt() : at);
    }

    private Optional<ModelCard> card(String model) {
        Instant at = draft.time(Field.AT);
        return prices.card(model, at == null ? message.receivedAt() : at);
    }

    /** A problem with the place of the record inside the message, such as {@code [3]}. */
    public static Problem at(int index, Problem problem) {
        return Problems.at("[" + index + "]", problem);
    }
}
