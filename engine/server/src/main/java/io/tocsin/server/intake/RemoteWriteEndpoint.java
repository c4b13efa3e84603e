// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.Body;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Map;

/**
 * {@code POST /api/v1/write}: Prometheus remote write 1.0 and 2.0. Answered with 204 once the samples are durable; with 400 when
 * some of them cannot be, the others being taken, because a sender must not repeat those; with 503 when it should repeat all.
 * Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/remote_write_spec_2_0/">Remote-Write 2.0</a>, 2.0-rc.4, read 2026-11-27
 */
public final class RemoteWriteEndpoint implements Endpoint {
    private final Intake intake;
    private final Inlet inlet;
    private final int limit;

    /**
     * Through a door.
     *
     * @param source name of the door
     * @param limit most bytes of a body, also decompressed
     */
    public RemoteWriteEndpoint(Intake intake, String source, Door door, int limit) {
        this.intake = intake;
        this.inlet = Inlet.of(source, door);
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        Body.readSnappy(exchange, limit, body -> intake.take(exchange, inlet, body, Written.FORM));
    }

    /** The answer with what was written, in the headers of version 2. */
    private static final class Written implements Form {
        private static final Form FORM = new Written();

        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            understood
                    .taken()
                    .forEach((what, count) -> exchange.request()
                            .response()
                            .putHeader("X-Prometheus-Remote-Write-" + what + "-Written", count.toString()));
            if (understood.rejected() == 0) {
                exchange.empty(204);
            } else {
                exchange.refuse(new Refusal(
                        400,
                        "partly-written",
                        understood.rejected() + " samples were not written: " + understood.reason(),
                        "body",
                        "the others were written: do not send them again"));
            }
        }

        @Override
        public Map<String, String> headers(Exchange exchange) {
            return Headers.visible(exchange);
        }
    }
}
