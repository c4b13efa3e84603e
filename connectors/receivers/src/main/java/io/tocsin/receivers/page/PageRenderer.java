// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.response.PageWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes pages by five lines: the numbers beside what is normal, the budget or a second number, what was changed, what to
 * do, and where. A template that fails costs its own line, never the page; the page then says it is {@code degraded}.
 * Pure and thread-safe.
 */
public final class PageRenderer implements PageWriter {
    private static final int MAX_LINE = 300;

    private final PageTemplates templates;
    private final PageLinks links;
    private final Function<LiveAlert, Optional<String>> budget;

    /**
     * A renderer.
     *
     * @param templates the words
     * @param baseUrl address of this installation, as people reach it
     * @param budget one sentence on the budget of an alert's scope, if it has one; must be pure
     * @throws IllegalArgumentException if the address is not absolute http or https
     */
    public PageRenderer(PageTemplates templates, URI baseUrl, Function<LiveAlert, Optional<String>> budget) {
        this.templates = templates;
        this.links = new PageLinks(baseUrl);
        this.budget = budget;
    }

    /** A renderer with the shipped words that knows no budgets. */
    public static PageRenderer at(URI baseUrl) {
        return new PageRenderer(PageTemplates.shipped(), baseUrl, alert -> Optional.empty());
    }

    @Override
    public Page page(Page.Action action, LiveAlert alert, Optional<RunbookRun> run, Instant at) {
        Degraded degraded = new Degraded();
        Values values = Values.of(alert);
        Map<String, String> addresses = links.of(alert, run);
        String title =
                degraded.orElse("title", () -> title(action, alert, values), () -> Headline.plain(action, alert));
        List<String> lines = new ArrayList<>();
        lines.add(degraded.orElse(
                "line 1",
                () -> numbers(action, alert, values, at),
                () -> alert.alert().summary()));
        lines.add(degraded.orElse("line 2", () -> money(alert), () -> ""));
        lines.add(degraded.orElse("line 3", () -> changed(alert), () -> ""));
        lines.add(degraded.orElse("line 4", () -> RunLine.of(alert, run, links), () -> "Do: look at the evidence."));
        lines.replaceAll(line -> PlainText.cut(PlainText.clean(line), MAX_LINE));
        lines.add(PageLinks.line(addresses, alert.id()));
        lines.removeIf(String::isEmpty);
        Map<String, String> details = new TreeMap<>(PageDetails.of(alert, run));
        degraded.reason().ifPresent(reason -> details.put("degraded", reason));
        return new Page(action, alert.id(), alert.alert().severity(), title, lines, addresses, details, at);
    }

    private String title(Page.Action action, LiveAlert alert, Values values) {
        String words = templates
                .title(alert.alert().rule())
                .map(template -> template.fill(values))
                .orElseGet(() -> alert.alert().summary());
        return Headline.of(action, alert, words);
    }

    private String numbers(Page.Action action, LiveAlert live, Values values, Instant at) {
        Alert alert = live.alert();
        String numbers = templates
                .line(alert.rule())
                .map(template -> template.fill(values))
                .orElseGet(() -> alert.summary() + new Template("[; {topRatio:percent} {top}]").fill(values));
        return switch (action) {
            case RESOLVE -> "Over after " + span(live, at) + ". " + numbers;
            case ACKNOWLEDGE ->
                "Taken by " + Objects.requireNonNullElse(live.acknowledgedBy(), "somebody") + ". " + numbers;
            case TRIGGER, UPDATE -> numbers;
        };
    }

    private static String span(LiveAlert live, Instant at) {
        Instant end = Objects.requireNonNullElse(live.resolvedAt(), at);
        return NumberStyle.HOURS.text(
                Duration.between(Values.startOf(live), end).toSeconds() / 3600.0);
    }

    private String money(LiveAlert live) {
        Alert alert = live.alert();
        Optional<String> known = budget.apply(live);
        if (known.isPresent()) {
            return known.get();
        }
        if (alert.usdSoFar() > 0 || alert.usdPerHour() > 0) {
            return NumberStyle.USD.text(alert.usdSoFar()) + " lost so far, " + NumberStyle.USD.text(alert.usdPerHour())
                    + "/h while it lasts.";
        }
        return alert.basis().isEmpty() ? "" : "Normal is " + alert.basis() + ".";
    }

    private static String changed(LiveAlert live) {
        List<String> changes = live.changes();
        if (changes.isEmpty()) {
            return "Changed: nothing known in the hour before.";
        }
        String newest = changes.get(0);
        String when = newest.matches("\\d\\d:\\d\\d .*")
                ? " " + newest.substring(0, 5) + ": " + newest.substring(6)
                : ": " + newest;
        return "Changed" + when + (changes.size() > 1 ? " (+" + (changes.size() - 1) + " more)" : "");
    }
}
