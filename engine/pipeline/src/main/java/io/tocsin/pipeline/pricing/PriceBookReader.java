// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.pipeline.pricing.Model.Dated;
import io.tocsin.pipeline.pricing.Price.LongContext;
import io.tocsin.pipeline.pricing.Price.Multipliers;
import io.tocsin.pipeline.pricing.Price.Provenance;
import io.tocsin.pipeline.pricing.Price.Rates;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the file of the price book. */
final class PriceBookReader {
    private static final int MICRO = 6;
    private static final int MILLI = 3;
    private static final List<String> TIERS = List.of("small", "medium", "large");
    private static final Set<String> RATES =
            Set.of("input", "output", "cache-write-5m", "cache-write-1h", "cache-read");
    private static final Set<String> MODEL =
            Set.of("id", "aliases", "provider", "family", "tier", "context", "max-output", "retired", "prices");
    private static final Set<String> PRICE =
            with(RATES, "valid-from", "valid-to", "batch", "us", "fast", "long-context", "source", "seen");

    private static final Form<Long> COUNT = Forms.whole(1, Long.MAX_VALUE);
    private static final Form<Long> RATE = scaled("USD from 0 to 10000 with at most 6 decimals", MICRO, 0, 10_000);
    private static final Form<Long> PAID_RATE =
            scaled("USD above 0 and up to 10000 with at most 6 decimals", MICRO, 1, 10_000);
    private static final Form<Long> FACTOR =
            scaled("a factor above 0 and up to 100 with at most 3 decimals", MILLI, 1, 100);
    private static final Form<Pattern> SPELLING =
            new Form<>("a regular expression", Pattern::compile, Pattern.compile(""), PriceBookReader::whyNoPattern);

    private final Set<String> taken = new HashSet<>();

    private PriceBookReader() {}

    static PriceBook read(YamlNode top) {
        top.allow(List.of("spellings", "models"));
        List<Pattern> spellings = top.at("spellings").items().stream()
                .map(node -> node.as(SPELLING))
                .toList();
        PriceBookReader reader = new PriceBookReader();
        List<Model> models = filled(top.at("models"), "must hold at least one model").stream()
                .map(reader::model)
                .toList();
        return new PriceBook(models, spellings);
    }

    private Model model(YamlNode node) {
        node.allow(MODEL);
        List<YamlNode> aliases = node.find("aliases").map(YamlNode::items).orElse(List.of());
        take(node.at("id"));
        aliases.forEach(this::take);
        return new Model(
                node.at("id").as(Forms.TEXT),
                aliases.stream().map(alias -> alias.as(Forms.TEXT)).toList(),
                node.at("provider").as(Forms.TEXT),
                node.at("family").as(Forms.TEXT),
                node.at("tier").as(Forms.word(TIERS)),
                node.at("context").as(COUNT),
                node.at("max-output").as(COUNT),
                date(node, "retired"),
                prices(node.at("prices")));
    }

    private void take(YamlNode id) {
        String name = id.as(Forms.TEXT);
        if (id.isSound() && !taken.add(name)) {
            id.flaw("must not be taken already, was '" + name + "'", "");
        }
    }

    private static List<Dated> prices(YamlNode node) {
        return filled(node, "must hold at least one price").stream()
                .map(item -> new Dated(item.place().line(), price(item)))
                .sorted(Comparator.comparing(dated -> dated.price().validFrom()))
                .toList();
    }

    private static Price price(YamlNode node) {
        node.allow(PRICE);
        LocalDate from = node.at("valid-from").as(Forms.DATE);
        LocalDate to = date(node, "valid-to");
        if (to != null && to.isBefore(from) && node.isSound()) {
            node.at("valid-to").flaw("must not lie before valid-from (" + from + "), was " + to, "");
        }
        return new Price(
                from,
                to,
                rates(node),
                node.find("long-context").map(PriceBookReader::longContext).orElse(null),
                new Multipliers(factor(node, "batch"), factor(node, "us"), factor(node, "fast")),
                new Provenance(node.at("source").as(Forms.TEXT), node.at("seen").as(Forms.DATE)));
    }

    private static LongContext longContext(YamlNode node) {
        node.allow(with(RATES, "above"));
        return new LongContext(node.at("above").as(COUNT), rates(node));
    }

    private static Rates rates(YamlNode node) {
        return new Rates(
                node.at("input").as(PAID_RATE),
                node.at("output").as(RATE),
                node.at("cache-write-5m").as(RATE),
                node.at("cache-write-1h").as(RATE),
                node.at("cache-read").as(RATE));
    }

    private static int factor(YamlNode price, String key) {
        return price.find(key).map(node -> node.as(FACTOR).intValue()).orElse(1000);
    }

    private static @Nullable LocalDate date(YamlNode node, String key) {
        return node.find(key).map(found -> found.as(Forms.DATE)).orElse(null);
    }

    private static List<YamlNode> filled(YamlNode list, String orElse) {
        List<YamlNode> items = list.items();
        if (items.isEmpty() && list.isSound()) {
            list.flaw(orElse, "");
        }
        return items;
    }

    /** A decimal, exact, times a power of ten; {@code min} in units of its last digit, {@code max} as it is written. */
    private static Form<Long> scaled(String expectation, int digits, long min, long max) {
        BigDecimal most = BigDecimal.valueOf(max);
        return new Form<>(
                expectation,
                text -> {
                    BigDecimal value = Forms.admitted(
                            new BigDecimal(Forms.digits(text)),
                            number -> number.precision() <= 20 && number.compareTo(most) <= 0 && number.signum() >= 0);
                    return Forms.admitted(value.movePointRight(digits).longValueExact(), number -> number >= min);
                },
                1L);
    }

    private static String whyNoPattern(String text) {
        try {
            Pattern.compile(text);
            return "";
        } catch (PatternSyntaxException wrong) {
            return wrong.getDescription();
        }
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(List.of(more));
        return all;
    }
}
