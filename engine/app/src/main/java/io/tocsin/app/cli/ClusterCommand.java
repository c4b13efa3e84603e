// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Table;
import io.tocsin.pipeline.shard.Placement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin cluster}: members, and who owns what. */
@Command(name = "cluster", description = "Look at the members of a cluster and at who owns what.")
final class ClusterCommand {
    private static final int SHARDS_PER_CELL = Placement.SHARDS / Placement.CELLS;
    private static final int HASH = 8;
    private static final String NONE = "-";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "show",
            description = "Show members and cells, as the server that is asked sees them.",
            footer = {"", "Example: tocsin cluster show --url http://127.0.0.1:7420"})
    int show(@Mixin RemoteOptions remote, @Mixin OutputOption output) {
        Console console = Console.of(spec);
        JsonNode cluster = remote.api().get("/api/v1/cluster");
        if (!output.json(console, cluster)) {
            members(cluster).print(console, "no members are seen");
            console.print("");
            cells(cluster).print(console, "there are no cells");
            console.print("");
            console.print(sentence(cluster));
        }
        return Exit.OK;
    }

    private static Table members(JsonNode cluster) {
        Table table = new Table(
                "MEMBER",
                "OLDEST",
                "VERSION",
                "RULES",
                "CONFIG",
                "SKEW",
                "LEDGER",
                "OWNS",
                "COPIES",
                "BEHIND",
                "STRANDED");
        cluster.path("members")
                .forEach(member -> table.row(
                        member.path("name").asText(),
                        member.path("oldest").asBoolean() ? "yes" : "",
                        member.path("answers").asBoolean()
                                ? member.path("version").asText()
                                : "no answer",
                        hash(member.path("rules").asText()),
                        hash(member.path("config").asText()),
                        member.path("skewSeconds").asText() + " s",
                        member.path("ledger").asText(),
                        member.path("owned").asText(),
                        member.path("copies").asText(),
                        member.path("behind").asText(),
                        member.path("stranded").asText()));
        return table;
    }

    private static Table cells(JsonNode cluster) {
        Table table = new Table("CELL", "SHARDS", "OWNER", "COPY", "IN SYNC", "TERM", "POSITION", "BEHIND");
        cluster.path("cells").forEach(cell -> {
            int first = cell.path("cell").asInt() * SHARDS_PER_CELL;
            table.row(
                    cell.path("cell").asText(),
                    first + "-" + (first + SHARDS_PER_CELL - 1),
                    word(cell.path("owner").asText()),
                    word(cell.path("copy").asText()),
                    cell.path("inSync").asBoolean() ? "yes" : "no",
                    word(cell.path("term").asText()),
                    cell.path("position").asText(),
                    cell.path("behind").asText());
        });
        return table;
    }

    private static String sentence(JsonNode cluster) {
        JsonNode drift = cluster.path("drift");
        JsonNode owned = cluster.path("owned");
        return "seen by " + cluster.path("self").asText() + ": "
                + cluster.path("members").size() + " of " + cluster.path("size").asInt() + " members"
                + (cluster.path("majority").asBoolean() ? "" : ", no majority: automations do not run")
                + degraded(cluster.path("cellsWithoutCopy").asInt())
                + "; cells per member " + owned.path("fewest").asInt() + " to "
                + owned.path("most").asInt()
                + "; rules " + (drift.path("rules").asBoolean() ? "differ" : "agree")
                + ", config " + (drift.path("config").asBoolean() ? "differs" : "agrees");
    }

    private static String degraded(int cells) {
        return cells == 0 ? "" : "; degraded: " + cells + " cells are on one disk only";
    }

    private static String word(String text) {
        return text.isEmpty() ? NONE : text;
    }

    private static String hash(String text) {
        return word(text.length() > HASH ? text.substring(0, HASH) : text);
    }
}
