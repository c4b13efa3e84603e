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
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/events}: Tocsin's own events as JSON object, array or NDJSON, and CloudEvents 1.0 structured, in a
 * batch or binary. Thread-safe.
 */
public final class EventsEndpoint implements Endpoint {
    private static final String NATIVE = "nativeevents";
    private static final String CLOUD = "cloudevents";
    private static final String CE_SPECVERSION = "ce-specversion";

    private final Intake intake;
    private final Map<String, Door> doors;
    private final int limit;

    /** Through the doors {@code nativeevents} and {@code cloudevents}; a body has at most {@code limit} bytes. */
    public EventsEndpoint(Intake intake, Map<String, Door> doors, int limit) {
        this.intake = intake;
        this.doors = Map.copyOf(doors);
        this.limit = limit;
    }

    @Override
    public void serve(Exchange exchange) {
        String source = source(exchange);
        Door door = source == null ? null : doors.get(source);
        if (source == null || door == null) {
            exchange.refuse(new Refusal(
                    415,
                    "content-type-unsupported",
                    "events must be JSON, NDJSON or CloudEvents",
                    "Content-Type",
                    "send Content-Type: application/json"));
            return;
        }
        Form form = source.equals(NATIVE) ? Accepted.NATIVE : Accepted.CLOUD;
        Body.read(exchange, limit, body -> intake.take(exchange, Inlet.of(source, door), body, form));
    }

    private static @Nullable String source(Exchange exchange) {
        String type = Body.mediaType(exchange);
        if (exchange.header(CE_SPECVERSION) != null) {
            return CLOUD;
        }
        return switch (type) {
            case "application/json",
                    "application/x-ndjson",
                    "application/ndjson",
                    "application/jsonl",
                    "application/x-jsonlines" -> NATIVE;
            case "application/cloudevents+json", "application/cloudevents-batch+json" -> CLOUD;
            default -> null;
        };
    }

    /** The answer 202 with the ids of what was accepted. */
    enum Accepted implements Form {
        /** For Tocsin's own events, whose door needs no headers. */
        NATIVE {
            @Override
            public Map<String, String> headers(Exchange exchange) {
                return Map.of();
            }
        },
        /** For CloudEvents. */
        CLOUD {
            @Override
            public Map<String, String> headers(Exchange exchange) {
                return Headers.visible(exchange);
            }
        };

        @Override
        public void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
            Receipts.accepted(exchange, receipt, understood);
        }

        @Override
        public boolean whole() {
            return true;
        }
    }
}
