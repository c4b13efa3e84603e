// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.pipeline.ClusterView;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /api/v1/cluster}: who is there and who owns what, as the member that is asked sees it. Thread-safe. */
public final class ClusterEndpoint {
    private static final double MILLIS = 1_000;

    private final Engine engine;

    /** Of an engine. */
    public ClusterEndpoint(Engine engine) {
        this.engine = engine;
    }

    /** Answers. */
    public void show(Exchange exchange) {
        Optional<ClusterView> cluster = engine.cluster();
        if (cluster.isPresent()) {
            exchange.json(200, document(cluster.get()).toString());
        } else {
            exchange.refuse(Refusal.notFound("this node is not a member of a cluster"));
        }
    }

    private static ObjectNode document(ClusterView cluster) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("self", cluster.self())
                .put("size", cluster.size())
                .put("majority", cluster.majority())
                .put("cellsWithoutCopy", cluster.withoutCopy());
        node.putObject("drift").put("rules", cluster.rulesDiffer()).put("config", cluster.configDiffers());
        node.putObject("owned").put("most", cluster.mostOwned()).put("fewest", cluster.fewestOwned());
        ArrayNode members = node.putArray("members");
        cluster.members().forEach(member -> members.add(member(cluster, member)));
        ArrayNode cells = node.putArray("cells");
        cluster.cells().forEach(cell -> cells.add(cell(cell)));
        return node;
    }

    private static ObjectNode member(ClusterView cluster, ClusterView.Member member) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", member.name())
                .put("oldest", member.name().equals(cluster.oldest()))
                .put("answers", member.answers())
                .put("version", member.version())
                .put("rules", member.rules())
                .put("config", member.config())
                .put("skewSeconds", member.skew().toMillis() / MILLIS)
                .put("ledger", member.ledger().name().toLowerCase(Locale.ROOT))
                .put("owned", cluster.owned(member.name()))
                .put("copies", cluster.copies(member.name()))
                .put("behind", cluster.behind(member.name()))
                .put("stranded", member.stranded());
    }

    private static ObjectNode cell(ClusterView.Cell cell) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("cell", cell.cell())
                .put("owner", cell.owner())
                .put("copy", cell.copy())
                .put("inSync", cell.inSync())
                .put("term", cell.term())
                .put("position", cell.position())
                .put("behind", cell.behind());
    }
}
