// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.model.response.Receipt;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import java.util.Map;

/** What senders of events and webhooks are told when they are not refused. */
final class Receipts {
    private static final int MAX_IDS = 1_000;
    private static final int ID_CHARS = 40;

    private Receipts() {}

    /** The signals are durable. */
    static void accepted(Exchange exchange, Receipt receipt, Reading.Understood understood) {
        int count = receipt.ids().size();
        boolean ids = listed(exchange.query("ids"), count);
        StringBuilder out = new StringBuilder(64 + (ids ? count * ID_CHARS : 0));
        out.append("{\"accepted\":").append(count);
        if (ids) {
            JsonText.array(out.append(",\"ids\":"), receipt.ids());
        }
        rejected(out, understood);
        exchange.json(202, out.append('}').toString());
    }

    /** The body is kept for a human. */
    static void deadLettered(Exchange exchange, String detail) {
        StringBuilder out = new StringBuilder("{\"accepted\":0,\"deadLettered\":true,\"detail\":");
        JsonText.quote(out, detail);
        exchange.json(202, out.append('}').toString());
    }

    /** The same delivery was taken before. */
    static void duplicate(Exchange exchange) {
        exchange.json(200, "{\"accepted\":0,\"duplicate\":true}");
    }

    /** What the delivery asked for was done. */
    static void confirmed(Exchange exchange) {
        exchange.json(200, "{\"accepted\":0,\"confirmed\":true}");
    }

    /** The body was read, and nothing comes of it. */
    static void captured(Exchange exchange, Map<String, Integer> signals, Reading.Understood understood) {
        StringBuilder out = new StringBuilder("{\"accepted\":0,\"test\":true,\"signals\":{");
        String gap = "";
        for (Map.Entry<String, Integer> kind : signals.entrySet()) {
            JsonText.quote(out.append(gap), kind.getKey());
            out.append(':').append(kind.getValue());
            gap = ",";
        }
        rejected(out.append('}'), understood);
        exchange.json(200, out.append('}').toString());
    }

    /** The body would have been kept for a human, and nothing comes of it. */
    static void capturedNothing(Exchange exchange, String detail) {
        StringBuilder out = new StringBuilder("{\"accepted\":0,\"test\":true,\"deadLettered\":true,\"detail\":");
        JsonText.quote(out, detail);
        exchange.json(200, out.append('}').toString());
    }

    private static void rejected(StringBuilder out, Reading.Understood understood) {
        if (understood.rejected() > 0) {
            out.append(",\"rejected\":").append(understood.rejected()).append(",\"reason\":");
            JsonText.quote(out, understood.reason());
        }
    }

    private static boolean listed(String asked, int count) {
        return asked.equals("true") || count <= MAX_IDS && !asked.equals("false");
    }
}
