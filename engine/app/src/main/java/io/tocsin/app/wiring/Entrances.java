// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.sources.Doors;
import io.tocsin.sources.generic.Mappings;
import java.util.Map;
import java.util.TreeMap;

/** The doors under the names by which the server asks for them. */
public final class Entrances {
    private Entrances() {}

    /** Every source by its name, Tocsin's own events also by the name of their address. */
    public static Map<String, Door> of(PriceBook prices, Mappings mappings) {
        Map<String, Door> doors = new TreeMap<>(Doors.all(prices, mappings));
        Door own = doors.get("native");
        if (own == null) {
            throw new IllegalStateException("there is no door for Tocsin's own events");
        }
        doors.put("nativeevents", own);
        return doors;
    }

    /** What other JSON becomes, by the settings. @throws Failure with everything that is wrong with the file */
    public static Mappings mappings(Settings settings) {
        try {
            return settings.mappingsFile().map(Mappings::load).orElseGet(Mappings::shipped);
        } catch (InvalidYaml wrong) {
            throw new Failure(Exit.WRONG, "the mappings do not load\n" + wrong.getMessage(), "");
        }
    }
}
