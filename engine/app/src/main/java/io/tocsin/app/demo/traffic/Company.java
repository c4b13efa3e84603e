// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo.traffic;

import io.tocsin.app.demo.traffic.App.Audience;
import io.tocsin.app.demo.traffic.App.Manner;
import java.util.List;
import java.util.Map;

/**
 * The company of the demo: three teams, five applications, 42 employees. The sizes are those of a middling web shop;
 * prices are the price book's.
 */
final class Company {
    static final String TENANT = "default";
    static final String WORKSPACE = "main";
    static final String PROVIDER = "anthropic";
    static final String SMALL = "claude-haiku-4-5";
    static final String MEDIUM = "claude-sonnet-5";
    static final String LARGE = "claude-opus-5";

    /** Teams, applications and employees, as printed at the start. */
    static final String SIZE = "5 apps, 3 teams, 42 employees";

    static final App SEARCH = new App(
            "search",
            "search-v1",
            Audience.PUBLIC,
            720,
            0.12,
            2,
            new Manner(SMALL, 22_000, 800, 0.88, 520, 1.6, 0.87));
    static final App SUPPORT_BOT = new App(
            "support",
            "support-bot",
            Audience.PUBLIC,
            240,
            0.2,
            5,
            new Manner(MEDIUM, 6_500, 900, 0.6, 380, 4.2, 0.84));

    private static final App AGENT_ASSIST = new App(
            "support",
            "agent-assist",
            Audience.STAFF,
            120,
            0,
            4,
            new Manner(MEDIUM, 8_000, 1_200, 0.5, 450, 4.8, 0.88));
    private static final App COPY_STUDIO = new App(
            "growth", "copy-studio", Audience.STAFF, 72, 0, 3, new Manner(LARGE, 7_500, 1_000, 0.3, 900, 9.5, 0.91));
    private static final App LEAD_SCORER = new App(
            "growth", "lead-scorer", Audience.JOB, 60, 0, 1, new Manner(SMALL, 3_200, 0, 0.5, 120, 1.1, 0.82));

    /** In a fixed order: it decides who draws which random numbers. */
    static final List<App> APPS = List.of(SEARCH, SUPPORT_BOT, AGENT_ASSIST, COPY_STUDIO, LEAD_SCORER);

    /** How search calls after the deploy of its router: the large model, whole documents, a cache that never hits. */
    static final Manner SEARCH_V2 = new Manner(LARGE, 39_000, 600, 0, 900, 7.5, 0.89);

    /** How search calls when it is told to save: the small model, whose cache hits again. */
    static final Manner SEARCH_ECONOMY = new Manner(SMALL, 39_000, 600, 0.9, 480, 2.4, 0.83);

    /** Usual use of the input-token limit of each rate-limit pool, by model family. */
    static final Map<String, Double> POOLS = Map.of("haiku", 0.34, "sonnet", 0.58, "opus", 0.41);

    /** Families in the order their readings are sent. */
    static final List<String> FAMILIES = List.of("haiku", "opus", "sonnet");

    private static final int HOURS = 24;
    private static final int SHIFTS = 3;
    private static final int ASSIST_PER_SHIFT = 8;
    private static final int STUDIO_PER_SHIFT = 6;
    private static final int FIRST_NUMBER = 100;

    private Company() {}

    /** The shift that works in an hour of the day, from 0. */
    static int shift(int hourOfDay) {
        return hourOfDay / (HOURS / SHIFTS);
    }

    /** An employee of a shift, picked by a number. */
    static String employee(App app, int shift, int pick) {
        boolean assist = app.equals(AGENT_ASSIST);
        int first = assist ? 0 : ASSIST_PER_SHIFT * SHIFTS;
        int perShift = assist ? ASSIST_PER_SHIFT : STUDIO_PER_SHIFT;
        return "u-" + (FIRST_NUMBER + first + shift * perShift + pick % perShift);
    }
}
