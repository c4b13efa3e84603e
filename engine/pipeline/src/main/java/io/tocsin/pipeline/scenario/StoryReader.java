// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.pipeline.scenario.Scenario.Check;
import io.tocsin.pipeline.scenario.Scenario.Story;
import io.tocsin.pipeline.scenario.Scenario.Told;
import io.tocsin.pipeline.yaml.Content;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads stories: events over time and what people are told when. */
final class StoryReader {
    /** When a story begins unless it says so: a Monday morning. */
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private static final Form<Duration> OFFSET = Forms.span("0s", "31d");
    private static final Form<Duration> PAUSE = Forms.span("1s", "31d");
    private static final Form<Long> TIMES = Forms.whole(1, 1_000_000);

    private final ScenarioReader reader;

    StoryReader(ScenarioReader reader) {
        this.reader = reader;
    }

    Story read(YamlNode item) {
        item.allow(List.of("name", "start", "events", "expect"));
        return new Story(
                item.at("name").as(Forms.TEXT),
                item.place(),
                item.find("start").map(node -> node.as(Forms.INSTANT)).orElse(START),
                item.at("events").items().stream().map(StoryReader::told).toList(),
                item.at("expect").items().stream().map(this::check).toList());
    }

    private static Told told(YamlNode node) {
        node.allow(List.of("at", "every", "times", "event", "grow"));
        YamlNode event = node.at("event");
        boolean keys = event.content() instanceof Content.Keys;
        if (!keys && event.isSound()) {
            event.flaw("must hold the fields of an event", "write { type: llm.call, team: search, … }");
        }
        JsonNode json = keys ? EventTemplate.json(event) : JsonNodeFactory.instance.objectNode();
        Map<String, BigDecimal> growth = new TreeMap<>();
        node.find("grow")
                .map(YamlNode::entries)
                .orElse(Map.of())
                .forEach((field, step) -> growth.put(field, BigDecimal.valueOf(step.as(Forms.NUMBER))));
        EventTemplate template = new EventTemplate(json, growth);
        template.stray()
                .ifPresent(field -> node.at("grow").flaw("names no number of the event, was '" + field + "'", ""));
        return new Told(
                span(node, "at", OFFSET, Duration.ZERO),
                span(node, "every", PAUSE, Duration.ofSeconds(1)),
                node.find("times").map(value -> value.as(TIMES)).orElse(1L).intValue(),
                template);
    }

    private Check check(YamlNode node) {
        node.allow(List.of("at", "from", "to", "alerts", "none", "pages"));
        boolean moment = node.has("at");
        if (moment == (node.has("from") || node.has("to"))) {
            node.flaw("must say when", "write at: 5m, or from: 0s and to: 5m");
        }
        Duration to = moment ? node.at("at").as(OFFSET) : node.at("to").as(OFFSET);
        Duration from = moment ? to : span(node, "from", OFFSET, Duration.ZERO);
        if (from.compareTo(to) > 0) {
            node.flaw("must not end before it begins", "");
        }
        Set<String> none = node.find("none").map(YamlNode::items).orElse(List.of()).stream()
                .map(reader::rule)
                .collect(Collectors.toSet());
        List<AlertPattern> alerts = node.find("alerts").map(YamlNode::items).orElse(List.of()).stream()
                .map(this::named)
                .toList();
        Optional<Long> pages = node.find("pages").map(value -> value.as(Forms.whole(0, Long.MAX_VALUE)));
        if (none.isEmpty() && alerts.isEmpty() && pages.isEmpty() && node.isSound()) {
            node.flaw("expects nothing", "give it alerts, none or pages");
        }
        return new Check(node.place(), from, to, alerts, none, pages);
    }

    private AlertPattern named(YamlNode node) {
        node.at("rule");
        return reader.pattern(node);
    }

    private static Duration span(YamlNode node, String key, Form<Duration> form, Duration otherwise) {
        return node.find(key).map(value -> value.as(form)).orElse(otherwise);
    }
}
