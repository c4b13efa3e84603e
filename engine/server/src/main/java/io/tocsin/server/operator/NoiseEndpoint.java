// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.noise.NoiseReport;
import io.tocsin.pipeline.noise.RuleNoise;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.time.DateTimeException;
import java.time.ZoneId;

/** {@code GET /api/v1/noise}: how much of what rules make people hear leads to nothing. Thread-safe. */
public final class NoiseEndpoint implements Endpoint {
    private final Engine engine;

    /** Of an engine. */
    public NoiseEndpoint(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void serve(Exchange exchange) {
        String named = exchange.query("zone");
        ZoneId zone;
        try {
            zone = ZoneId.of(named.isEmpty() ? "UTC" : named);
        } catch (DateTimeException e) {
            exchange.refuse(Refusal.field("zone", "zone must be a time zone", "write Europe/Berlin, for example"));
            return;
        }
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        NoiseReport.of(engine.alerts(), engine.runs(), zone).forEach(noise -> rules.add(document(noise)));
        exchange.json(200, "{\"rules\":" + rules + "}");
    }

    private static ObjectNode document(RuleNoise noise) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("rule", noise.rule())
                .put("severity", noise.severity())
                .put("alerts", noise.alerts())
                .put("pages", noise.pages())
                .put("untaken", noise.untaken())
                .put("withoutAction", noise.withoutAction())
                .put("duplicates", noise.duplicates())
                .put("nightPages", noise.nightPages())
                .put("score", noise.score());
        ArrayNode proposals = node.putArray("proposals");
        noise.proposals().forEach(proposals::add);
        return node;
    }
}
