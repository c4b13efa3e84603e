// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Setting;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who may push webhooks.
 *
 * @param tool the door that reads what it sends
 * @param auth how it shows who it is
 * @param tenant the tenant its signals belong to
 * @param mode whether anything comes of what it sends
 * @param perSecond most deliveries a second
 * @param replayWindow how far a signed time may lie from now
 * @param idHeader header with the delivery's id
 * @param overlap how long secrets hold that a reload took out
 */
public record SourceSettings(
        @Setting("The tool that sends, such as grafana. Without it: the name of the source.")
        Optional<String> tool,

        @Setting("How the sender shows who it is. Everything is compared in constant time; signatures are over the body"
                + " as sent.")
        AuthSettings auth,

        @Setting("The tenant its signals belong to. Without it: server.tenant.")
        Optional<String> tenant,

        @Setting(
                value =
                        "live, or test: what it sends is read and shown by tocsin intake tail, and nothing comes of it.",
                fallback = "live")
        Mode mode,

        @Setting(
                value =
                        "Most deliveries a second on average, 1 to 100000; ten seconds' worth may come at once. More are"
                                + " answered with 429, or 503 where the tool would drop them, and Retry-After.",
                fallback = "1000")
        int perSecond,

        @Setting(value = "How far a signed time may lie from now, either way, 10s to 10m.", fallback = "5m")
        Duration replayWindow,

        @Setting("Header with the id that stays the same when a delivery is repeated: a repeat within 48 h then has no"
                + " effect. Without it: the tool's own, where it has one.")
        Optional<String> idHeader,

        @Setting(
                value =
                        "How long secrets still hold that a reload took out, at most 7d; 0s when one of them has leaked.",
                fallback = "10m")
        Duration overlap) {

    private static final int MOST = 100_000;
    private static final Duration MOST_OVERLAP = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** @throws InvalidSetting if a value is out of range */
    public SourceSettings {
        unless(perSecond >= 1 && perSecond <= MOST, "per-second", "must lie in 1..100000, was " + perSecond);
        unless(
                replayWindow.compareTo(SHORTEST) >= 0 && replayWindow.compareTo(LONGEST) <= 0,
                "replay-window",
                "must lie in 10s..10m, was " + replayWindow.toSeconds() + "s");
        unless(overlap.compareTo(MOST_OVERLAP) <= 0, "overlap", "must be at most 7d, was " + overlap.toHours() + "h");
    }

    /** Whether anything comes of what a source sends. */
    public enum Mode {
        LIVE,
        TEST
    }
}
