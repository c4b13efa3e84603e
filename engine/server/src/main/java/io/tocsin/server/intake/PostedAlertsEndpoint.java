// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.alertmanager.SentenceAnswers;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Map;

/**
 * {@code POST /api/v2/alerts}: alerts as Prometheus and amtool post them. As with an Alertmanager, those that cannot be are
 * refused and the others taken. Thread-safe.
 */
public final class PostedAlertsEndpoint implements Endpoint {
    private final Intake intake;
    private final Inlet inlet;
    private final int limit;

    /**
     * Through a door.
     *
     * @param source name of the door
     * @param limit most bytes of a body
     */
    public PostedAlertsEndpoint(Intake intake, String source, Door door, int limit) {
        this.intake = intake;
        this.inlet = Inlet.of(source, door);
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        exchange.answersAs(SentenceAnswers.SENTENCE);
        if (Body.mediaType(exchange).equals(Exchange.JSON)) {
            Body.read(exchange, limit, body -> intake.take(exchange, inlet, body, Posted.FORM));
        } else {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "alerts must be JSON",
                    "Content-Type",
                    "send Content-Type: application/json"));
        }
    }

    /** The empty answer of the API. */
    private static final class Posted implements Form {
        private static final Form FORM = new Posted();

        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            if (understood.rejected() == 0) {
                exchange.empty(200);
            } else {
                exchange.refuse(new Refusal(
                        400,
                        "alerts-invalid",
                        understood.rejected() + " alerts were not taken: " + understood.reason(),
                        "body",
                        "the others were taken"));
            }
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Map.of();
        }
    }
}
