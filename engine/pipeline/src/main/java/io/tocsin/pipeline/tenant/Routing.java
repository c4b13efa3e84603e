// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.decision.Decision.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which receivers hear of which alerts.
 *
 * @param routes tried in order; the first whose matchers all hold decides
 * @param page receivers of the page channel when no route matches
 * @param chat receivers of the chat channel when no route matches
 * @param fallback receiver that is told when another refuses a page; empty for none
 * @param repeatInterval pause before an alert that nobody took is paged again
 * @param pageWait longest wait for a dry run, so that the page can say what it found
 */
public record Routing(
        List<Route> routes,
        List<String> page,
        List<String> chat,
        Optional<String> fallback,
        Duration repeatInterval,
        Duration pageWait) {

    /** Four hours, as Alertmanager repeats. */
    public static final Duration REPEAT_INTERVAL = Duration.ofHours(4);

    /** Five seconds. */
    public static final Duration PAGE_WAIT = Duration.ofSeconds(5);

    /** Copies the lists. */
    public Routing {
        routes = List.copyOf(routes);
        page = List.copyOf(page);
        chat = List.copyOf(chat);
    }

    /** Pages and posts go to one receiver each; the usual times. */
    public static Routing of(String page, String chat) {
        return new Routing(List.of(), List.of(page), List.of(chat), Optional.of(chat), REPEAT_INTERVAL, PAGE_WAIT);
    }

    /** The receivers of an alert on a channel. */
    List<String> receivers(Alert alert, Channel channel) {
        return routes.stream()
                .filter(route -> route.matches(alert))
                .findFirst()
                .map(Route::receivers)
                .orElse(channel == Channel.PAGE ? page : chat);
    }

    /**
     * One route.
     *
     * @param match {@code severity}, {@code class}, {@code rule}, {@code tenant}, a scope kind such as {@code team}, or
     *     a label, to the value it must have
     * @param receivers who hears of it
     */
    public record Route(Map<String, String> match, List<String> receivers) {
        /** Copies the collections. */
        public Route {
            match = Map.copyOf(match);
            receivers = List.copyOf(receivers);
        }

        boolean matches(Alert alert) {
            return match.entrySet().stream().allMatch(entry -> entry.getValue().equals(value(alert, entry.getKey())));
        }

        private static String value(Alert alert, String key) {
            return switch (key) {
                case "severity" -> alert.severity().word();
                case "class" -> alert.alertClass().name();
                case "rule" -> alert.rule();
                case "tenant" -> alert.scope().tenant();
                default ->
                    alert.scope().kind().word().equals(key)
                            ? alert.scope().id()
                            : alert.labels().getOrDefault(key, "");
            };
        }
    }
}
