// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.datadog;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalGate;
import io.tocsin.sources.wire.Node;
import io.tocsin.sources.wire.Records;
import io.tocsin.sources.wire.ToolAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Datadog's webhook. Its body is whatever the customer wrote: {@code samples/datadog-template.json} is the one to
 * paste, the names that other templates use are known too, and of the built-in body the title tells the transition. A
 * variable that Datadog did not fill in is not told. The text of the event is dropped. Thread-safe.
 *
 * @see <a href="https://docs.datadoghq.com/integrations/webhooks/">webhooks integration</a>, read 2026-11-23
 */
public final class DatadogDoor implements Door {
    private static final String TOOL = "datadog";
    private static final String NUMBER = "(-?\\d{1,15}(?:\\.\\d{1,15})?)";
    private static final Pattern TITLE = Pattern.compile(
            "(?:\\[P\\d]\\s*)?\\[([A-Za-z -]{2,30}?)(?: on \\{([^}]{0,500})})?]\\s*(.*)", Pattern.DOTALL);
    private static final Pattern THRESHOLD = Pattern.compile("(?:>=?|<=?)\\s*" + NUMBER + "\\s*$");
    private static final Pattern FIRING =
            Pattern.compile("(?:re-)?(?:triggered|warn|no data)|renotify", Pattern.CASE_INSENSITIVE);

    private final PriceBook prices;

    /** A door. */
    public DatadogDoor(PriceBook prices) {
        this.prices = prices;
    }

    @Override
    public Reading read(Message message) {
        Instant receivedAt = message.receivedAt();
        return Records.orDeadLetter(message, prices, TOOL, (event, gate) -> event(event, gate, receivedAt));
    }

    private static Optional<Problem> event(Node event, SignalGate gate, Instant receivedAt) {
        Event told = Event.of(event);
        Boolean firing = told.firing();
        String name = told.name();
        if (firing == null || name == null) {
            return Records.unknown("a monitor's event with title and alert_transition; paste the recommended payload"
                    + " into Datadog");
        }
        String query = told.text("alert_query");
        ToolAlert alert = ToolAlert.of(gate, TOOL, told.fingerprint(name), firing, receivedAt)
                .id(told.id())
                .name(name, TOOL)
                .severity(told.severity())
                .summary(told.first("alert_status", "title", "event_title"))
                .value(told.number("value"), threshold(told, query))
                .at(told.time("last_updated"))
                .since(firing ? told.time("date") : null)
                .link(told.first("link", "url"));
        for (String tag : told.tags()) {
            alert.tag(tag);
        }
        return alert.label("monitor", told.first("alert_id", "monitor_id"))
                .label("scope", told.scope())
                .label("metric", told.text("alert_metric"))
                .label("priority", told.text("alert_priority"))
                .admit();
    }

    /** The monitor's query ends with what it is compared with. */
    private static double threshold(Event told, @Nullable String query) {
        double exact = told.number("threshold");
        if (!Double.isNaN(exact) || query == null || query.length() > 2000) {
            return exact;
        }
        Matcher comparison = THRESHOLD.matcher(query);
        return comparison.find() ? Double.parseDouble(comparison.group(1)) : Double.NaN;
    }

    /** A body, and the parts of its title. */
    private record Event(
            Node body,
            @Nullable String titled,
            @Nullable String titledScope,
            @Nullable String titledName) {

        static Event of(Node body) {
            Event bare = new Event(body, null, null, null);
            String title = bare.first("title", "event_title");
            if (title == null) {
                return bare;
            }
            Matcher parts = TITLE.matcher(title);
            return parts.matches()
                    ? new Event(body, parts.group(1), parts.group(2), parts.group(3))
                    : new Event(body, null, null, title);
        }

        /** Null when nothing tells. */
        @Nullable Boolean firing() {
            String transition = text("alert_transition");
            String word = transition == null ? titled : transition;
            if (word != null && word.toLowerCase(Locale.ROOT).contains("recover")) {
                return false;
            }
            if (word != null && FIRING.matcher(word).matches()) {
                return true;
            }
            String type = text("alert_type");
            return type == null || type.equals("info") || type.equals("user_update") ? null : !type.equals("success");
        }

        @Nullable String name() {
            String title = text("alert_title");
            return title != null ? title : titledName == null || titledName.isBlank() ? titled : titledName;
        }

        @Nullable String scope() {
            String scope = first("alert_scope", "scopes", "scope");
            return scope == null ? titledScope : scope;
        }

        /** The cycle links trigger and recovery; without it the monitor and its group do, or the name. */
        String fingerprint(String name) {
            String cycle = text("alert_cycle_key");
            if (cycle != null) {
                return "cycle/" + cycle;
            }
            String monitor = first("alert_id", "monitor_id");
            String scope = scope();
            String of = monitor == null ? name : monitor;
            return scope == null ? of : of + "/" + scope;
        }

        @Nullable String id() {
            String id = text("id");
            String word = text("alert_transition");
            return id == null ? null : id + "/" + (word == null ? String.valueOf(titled) : word);
        }

        @Nullable String severity() {
            String told = text("severity");
            if (told != null) {
                return told;
            }
            String priority = text("alert_priority");
            String type = text("alert_type");
            return priority == null ? type : priority;
        }

        String[] tags() {
            String tags = text("tags");
            return tags == null ? new String[0] : tags.split(",", -1);
        }

        double number(String name) {
            return body.number(name);
        }

        @Nullable Instant time(String name) {
            return body.time(name);
        }

        /** A text that is told, and not the name of a variable or the word that stands for none. */
        @Nullable String text(String name) {
            String text = body.text(name);
            boolean unfilled = text == null || text.equals("null") || text.matches("\\$[A-Z][A-Z_]{1,40}(?:\\[.*)?");
            return unfilled ? null : text;
        }

        @Nullable String first(String... names) {
            for (String name : names) {
                String text = text(name);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }
    }
}
