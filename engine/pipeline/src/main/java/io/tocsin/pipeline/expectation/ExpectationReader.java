// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an expectations file. */
final class ExpectationReader {
    private static final String DEFAULT_TENANT = "default";
    private static final int DAY_LETTERS = 3;
    private static final Form<DayOfWeek> DAY = Forms.word(
            Stream.of(DayOfWeek.values()).map(ExpectationReader::word).toList(), ExpectationReader::day);
    private static final Form<LocalTime> TIME =
            new Form<>("a time of day such as 08:30", LocalTime::parse, LocalTime.NOON);
    private static final Form<Boolean> YES_NO = Forms.word(List.of("true", "false"), Boolean::valueOf);
    private static final Form<String> REGION = new Form<>(
            "a region such as eu-west-1, or eu-* for all that begin with eu-",
            text -> Forms.admitted(text.toLowerCase(Locale.ROOT), region -> region.matches("[a-z0-9._-]+\\*?")),
            "?");
    private static final Form<String> TIER = Forms.word(List.of("small", "medium", "large"));
    private static final Form<Double> COMPLEXITY = number("a complexity above 0 and at most 10", 10);
    private static final Form<Double> USD = number("US dollars above 0 and at most a million", 1_000_000);
    private static final Form<Duration> EVERY = Forms.span("10s", "31d");

    private ExpectationReader() {}

    static Expectations read(YamlNode top) {
        top.allow(List.of(
                "data-classes", "working-hours", "features", "simple-tasks", "outcomes", "jobs", "metered-sources"));
        return new Expectations(new Expectations.Parts(
                entries(top, "data-classes", ExpectationReader::dataClass),
                entries(top, "working-hours", ExpectationReader::workingHours),
                entries(top, "features", ExpectationReader::feature),
                simpleTasks(top),
                entries(top, "outcomes", ExpectationReader::outcome),
                jobs(top),
                entries(top, "metered-sources", source -> source.as(Forms.TEXT))));
    }

    private static <T> List<T> entries(YamlNode from, String key, Function<YamlNode, T> reader) {
        return from.find(key).filter(node -> !node.isEmpty()).map(YamlNode::items).orElse(List.of()).stream()
                .map(reader)
                .toList();
    }

    private static DataClass dataClass(YamlNode entry) {
        entry.allow(List.of("class", "scope", "regions", "sensitive"));
        if (entry.isSound() && !entry.has("regions") && !entry.has("sensitive")) {
            entry.flaw("must say something of its class", "write regions, sensitive, or both");
        }
        return new DataClass(
                Whom.read(entry),
                entry.at("class").as(Forms.TEXT),
                entries(entry, "regions", region -> region.as(REGION)),
                entry.find("sensitive").map(node -> node.as(YES_NO)).orElse(false));
    }

    private static WorkingHours workingHours(YamlNode entry) {
        entry.allow(List.of("scope", "time-zone", "days", "from", "to", "holidays"));
        LocalTime from = entry.at("from").as(TIME);
        LocalTime to = entry.at("to").as(TIME);
        if (entry.isSound() && from.equals(to)) {
            entry.at("to").flaw("must differ from from (" + from + ")", "for a whole day leave the entry out");
        }
        List<DayOfWeek> days = entries(entry, "days", day -> day.as(DAY));
        return new WorkingHours(
                Whom.read(entry),
                entry.find("time-zone").map(node -> node.as(Forms.ZONE)).orElse(ZoneId.of("UTC")),
                days.isEmpty() ? EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY) : EnumSet.copyOf(days),
                from,
                to,
                holidays(entry));
    }

    private static Set<LocalDate> holidays(YamlNode entry) {
        return entries(entry, "holidays", day -> day.as(Forms.DATE)).stream().collect(Collectors.toUnmodifiableSet());
    }

    private static FeatureNeeds feature(YamlNode entry) {
        entry.allow(List.of("scope", "tier", "urgent"));
        Whom whom = Whom.read(entry);
        if (entry.isSound() && whom.feature().isEmpty()) {
            entry.flaw("must name a feature", "write scope: { feature: chat }");
        }
        if (entry.isSound() && !entry.has("tier") && !entry.has("urgent")) {
            entry.flaw("must say something of its feature", "write tier, urgent, or both");
        }
        return new FeatureNeeds(
                whom,
                entry.find("tier").map(node -> node.as(TIER)).orElse(""),
                entry.find("urgent").map(node -> node.as(YES_NO)).orElse(true));
    }

    private static List<SimpleTask> simpleTasks(YamlNode top) {
        List<SimpleTask> tasks = entries(top, "simple-tasks", entry -> {
            entry.allow(List.of("below", "tier"));
            return new SimpleTask(
                    entry.at("below").as(COMPLEXITY), entry.at("tier").as(TIER));
        });
        for (int i = 1; i < tasks.size(); i++) {
            if (top.isSound() && tasks.get(i).below() <= tasks.get(i - 1).below()) {
                top.at("simple-tasks").items().get(i).at("below").flaw("must be greater than the one before", "");
            }
        }
        return tasks;
    }

    private static OutcomeValue outcome(YamlNode entry) {
        entry.allow(List.of("kind", "scope", "value-usd"));
        return new OutcomeValue(
                Whom.read(entry),
                entry.at("kind").as(Forms.TEXT),
                entry.at("value-usd").as(USD));
    }

    private static List<ExpectedJob> jobs(YamlNode top) {
        Set<Scope> taken = new HashSet<>();
        return entries(top, "jobs", entry -> {
            ExpectedJob job = job(entry);
            if (entry.isSound() && !taken.add(job.scope())) {
                entry.flaw("is the second entry for " + job.scope().label(), "");
            }
            return job;
        });
    }

    private static ExpectedJob job(YamlNode entry) {
        entry.allow(List.of("job", "tenant", "every"));
        String tenant = entry.find("tenant").map(node -> node.as(Forms.TEXT)).orElse(DEFAULT_TENANT);
        return new ExpectedJob(
                new Scope(ScopeKind.JOB, tenant, entry.at("job").as(Forms.TEXT)),
                entry.at("every").as(EVERY));
    }

    private static Form<Double> number(String what, double max) {
        return new Form<>(
                what,
                text -> Forms.admitted(Double.parseDouble(Forms.digits(text)), number -> number > 0 && number <= max),
                max);
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, DAY_LETTERS).toLowerCase(Locale.ROOT);
    }

    private static DayOfWeek day(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst()
                .orElseThrow();
    }
}
