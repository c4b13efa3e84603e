// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.admission;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.Engine.Overloaded;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.server.admission.AskReader.Wish;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.tocsin.server.http.JsonFields;
import io.tocsin.server.http.Refusal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/admission/{reserve,settle,release}}: money is reserved by estimate before a call, settled with the
 * actual cost after it, and free again when nobody settles. A refusal is an answer (200), not an error. Thread-safe.
 */
public final class AdmissionEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionEndpoints.class);

    private final Engine engine;
    private final AskReader reader;

    /**
     * Of an engine.
     *
     * @param prices turns tokens into an estimate
     * @param tenant whose budgets are asked when the body names none
     */
    public AdmissionEndpoints(Engine engine, PriceBook prices, String tenant) {
        this.engine = engine;
        this.reader = new AskReader(prices, tenant, engine::now);
    }

    /** {@code POST /api/v1/admission/reserve}. */
    public void reserve(Exchange exchange) {
        ask(exchange, reader::reserve, AskReader::wish);
    }

    /** {@code POST /api/v1/admission/settle}. */
    public void settle(Exchange exchange) {
        ask(exchange, reader::settle, body -> Wish.NONE);
    }

    /** {@code POST /api/v1/admission/release}. */
    public void release(Exchange exchange) {
        ask(exchange, reader::release, body -> Wish.NONE);
    }

    private void ask(Exchange exchange, Function<JsonFields, Ask> read, Function<JsonFields, Wish> wished) {
        JsonBody.read(exchange, node -> {
            JsonFields body = new JsonFields(node);
            Ask ask;
            Wish wish;
            try {
                ask = read.apply(body);
                wish = wished.apply(body);
            } catch (JsonFields.Flawed flawed) {
                exchange.refuse(flawed.refusal());
                return;
            }
            exchange.then(engine.admit(ask), (verdict, thrown) -> {
                if (verdict == null) {
                    undecided(exchange, ask, wish, thrown);
                } else {
                    answer(exchange, ask, verdict);
                }
            });
        });
    }

    private static void undecided(Exchange exchange, Ask ask, Wish wish, @Nullable Throwable thrown) {
        if (!(thrown instanceof Overloaded)) {
            LOG.atWarn().setCause(thrown).log("an ask of the budgets was not decided");
        }
        if (wish == Wish.NONE) {
            exchange.refuse(unreachable(ask));
        } else {
            exchange.json(200, Verdicts.undecided(ask, wish == Wish.ALLOW));
        }
    }

    private static Refusal unreachable(Ask ask) {
        return Refusal.of(
                503,
                "admission-unreachable",
                "nobody who may decide about this budget has answered in time; whether the reservation "
                        + ask.reservation() + " was made, settled or released is not known",
                "ask the same of the same reservation again, or go on as you have decided for this case; ifUnreachable"
                        + " says it for you");
    }

    private static void answer(Exchange exchange, Ask ask, Verdict verdict) {
        switch (verdict.outcome()) {
            case UNKNOWN -> exchange.refuse(problem(404, "reservation-unknown", verdict));
            case CONFLICT -> exchange.refuse(problem(409, "reservation-conflict", verdict));
            case FULL -> exchange.refuse(problem(503, "reservations-full", verdict));
            default -> exchange.json(200, Verdicts.json(ask, verdict));
        }
    }

    private static Refusal problem(int status, String code, Verdict verdict) {
        String hint = status == 503 ? "settle or release what is done, or let it expire sooner" : "";
        return new Refusal(status, code, verdict.text(), "reservation", hint);
    }
}
