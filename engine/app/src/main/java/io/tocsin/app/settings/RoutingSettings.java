// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told of what.
 *
 * @param page receivers of what must wake somebody, when no match decides
 * @param chat receivers of what can wait, when no match decides
 * @param fallback who is told when another refuses a page
 * @param repeatInterval pause before an alert that nobody took is paged again
 * @param pageWait longest wait for the dry run of an automation, so that the page can tell what it found
 * @param matches tried in order; the first whose words all hold decides
 */
public record RoutingSettings(
        @Setting("Receivers of alerts that must wake somebody, when nothing under matches decides.")
        List<String> page,

        @Setting("Receivers of alerts that can wait, when nothing under matches decides.")
        List<String> chat,

        @Setting("Receiver that is told when another one refuses a page or cannot be reached for a minute.")
        Optional<String> fallback,

        @Setting(value = "Pause before an alert that nobody took is paged again.", fallback = "4h")
        Duration repeatInterval,

        @Setting(
                value = "Longest wait for the dry run of an automation, so that the page can tell what it found.",
                fallback = "5s")
        Duration pageWait,

        @Setting("Exceptions, tried in order; the first whose words all hold decides.")
        List<Match> matches) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** @throws InvalidSetting if a time is out of range */
    public RoutingSettings {
        page = List.copyOf(page);
        chat = List.copyOf(chat);
        matches = List.copyOf(matches);
        unless(repeatInterval.compareTo(LEAST) >= 0, "repeat-interval", "must be at least 1m");
        unless(pageWait.compareTo(LONGEST_WAIT) <= 0, "page-wait", "must be at most 1m");
    }

    /** Every receiver that is named, by the key that names it. */
    Map<String, List<String>> receivers() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        named.put("page", page);
        named.put("chat", chat);
        named.put("fallback", fallback.stream().toList());
        named.put(
                "matches",
                matches.stream().flatMap(match -> match.receivers().stream()).toList());
        return named;
    }

    /**
     * One exception.
     *
     * @param when words that must all hold
     * @param receivers who is told
     */
    public record Match(
            @Setting(
                    "Words that must all hold: severity, class, rule, tenant, a kind of scope such as team, or a label.")
            Map<String, String> when,

            @Setting("Who is told, on both channels.") List<String> receivers) {

        /** @throws InvalidSetting if a list is empty */
        public Match {
            when = Map.copyOf(when);
            receivers = List.copyOf(receivers);
            unless(!when.isEmpty(), "when", "must hold at least one word such as 'team: search'");
            unless(!receivers.isEmpty(), "receivers", "must name at least one receiver");
        }
    }
}
