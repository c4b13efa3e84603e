// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A rule folder of any size in the shape of the shipped one: alpha tests against the limits of a fact, spread evenly over
 * six kinds of facts, ten rules in a file.
 */
final class GeneratedRules {
    private static final int PER_FILE = 10;
    private static final List<String> CALL_FIELDS =
            List.of("usd", "contextTokens", "outputTokens", "latencySeconds", "contextUse", "sessionGrowth");
    private static final List<String> OTHERS = List.of(
            "HourlySpend( usd",
            "UserTokens( tokens",
            "TrafficWindow( errorRise",
            "LatencyWindow( p95Seconds",
            "PoolUse( utilisation");

    private GeneratedRules() {}

    /** Id of a rule, counted from 0; those whose number is a multiple of six judge calls. */
    static String id(int rule) {
        return "cost.bench-" + rule;
    }

    /** Writes a folder of rules. */
    static Path write(Path folder, int rules) throws IOException {
        Path cost = Files.createDirectories(folder.resolve("cost"));
        for (int first = 0; first < rules; first += PER_FILE) {
            StringBuilder file = new StringBuilder(
                    "package rules.cost;\n\nimport io.tocsin.model.alert.Alert;\nimport io.tocsin.model.fact.*;\n");
            for (int rule = first; rule < Math.min(rules, first + PER_FILE); rule++) {
                file.append(text(rule));
            }
            Files.writeString(cost.resolve("bench-" + first + ".drl"), file);
        }
        return folder;
    }

    private static String text(int rule) {
        int kind = rule % (OTHERS.size() + 1);
        String field = kind == 0
                ? "CallFact( " + CALL_FIELDS.get(rule / (OTHERS.size() + 1) % CALL_FIELDS.size())
                : OTHERS.get(kind - 1);
        return """

                rule "%1$s"
                    @severity("warning") @owner("bench") @event
                    @summary("Rule %1$s was tripped")
                when
                    $fact : %2$s > limit("%1$s") )
                then
                    insert( Alert.on( $fact ) );
                end
                """.formatted(id(rule), field);
    }
}
