// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.rulebase.Spelling;
import io.tocsin.sources.Doors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The doors under the names by which the server asks for them. */
final class Entrances {
    private Entrances() {}

    /**
     * Every source by its name; besides, Tocsin's own events and one name for each kind of telemetry.
     *
     * @param webhooks the sources that were given a key
     * @throws Failure if one of those is no source
     */
    static Map<String, Door> of(PriceBook prices, Set<String> webhooks) {
        Map<String, Door> doors = new TreeMap<>(Doors.all(prices));
        for (String source : webhooks) {
            if (!doors.containsKey(source)) {
                throw new Failure(
                        Exit.WRONG,
                        "the settings are not right\nserver.webhooks." + source + " is no source; "
                                + Spelling.nearestOrAll(source, doors.keySet()),
                        "");
            }
        }
        alias(doors, "native", "nativeevents");
        for (String kind : new String[] {"otlp-logs", "otlp-metrics", "otlp-traces"}) {
            alias(doors, "otlp", kind);
        }
        return doors;
    }

    private static void alias(Map<String, Door> doors, String name, String alias) {
        Door door = doors.get(name);
        if (door == null) {
            throw new IllegalStateException("there is no door named " + name);
        }
        doors.put(alias, door);
    }
}
