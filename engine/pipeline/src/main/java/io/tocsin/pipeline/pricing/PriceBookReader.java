// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.pipeline.pricing.Model.Dated;
import io.tocsin.pipeline.pricing.Price.LongContext;
import io.tocsin.pipeline.pricing.Price.Multipliers;
import io.tocsin.pipeline.pricing.Price.Provenance;
import io.tocsin.pipeline.pricing.Price.Rates;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private static final Set<String> TIERS = Set.of("small", "medium", "large");
    private static final Set<String> RATES =
            Set.of("input", "output", "cache-write-5m", "cache-write-1h", "cache-read");
    private static final Set<String> MODEL =
            Set.of("id", "aliases", "provider", "family", "tier", "context", "max-output", "retired", "prices");
    private static final Set<String> PRICE =
            with(RATES, "valid-from", "valid-to", "batch", "us", "fast", "long-context", "source", "seen");

    private PriceBookReader() {}

    static PriceBook read(String name, String yaml) {
        YamlNode root = YamlNode.parse(name, yaml);
        root.allow(Set.of("spellings", "models"));
        List<Pattern> spellings = root.required("spellings").items().stream()
                .map(PriceBookReader::pattern)
                .toList();
        List<Model> models = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (YamlNode node : root.required("models").items()) {
            models.add(model(node, taken));
        }
        if (models.isEmpty()) {
            throw root.failure("has no models");
        }
        return new PriceBook(models, spellings);
    }

    private static Model model(YamlNode node, Set<String> taken) {
        node.allow(MODEL);
        List<String> aliases = texts(node.optional("aliases"));
        String id = node.required("id").text();
        take(node, id, taken);
        aliases.forEach(alias -> take(node, alias, taken));
        String tier = node.required("tier").text();
        if (!TIERS.contains(tier)) {
            throw node.required("tier").failure("tier must be small, medium or large, was '" + tier + "'");
        }
        return new Model(
                id,
                aliases,
                node.required("provider").text(),
                node.required("family").text(),
                tier,
                node.required("context").count(),
                node.required("max-output").count(),
                date(node.optional("retired")),
                prices(node.required("prices")));
    }

    private static void take(YamlNode node, String id, Set<String> taken) {
        if (!taken.add(id)) {
            throw node.failure("the id '" + id + "' is already taken");
        }
    }

    private static List<Dated> prices(YamlNode node) {
        List<Dated> prices = new ArrayList<>();
        for (YamlNode item : node.items()) {
            prices.add(new Dated(item.line(), price(item)));
        }
        if (prices.isEmpty()) {
            throw node.failure("has no prices");
        }
        prices.sort(Comparator.comparing(dated -> dated.price().validFrom()));
        return List.copyOf(prices);
    }

    private static Price price(YamlNode node) {
        node.allow(PRICE);
        LocalDate from = node.required("valid-from").date();
        LocalDate to = date(node.optional("valid-to"));
        if (to != null && to.isBefore(from)) {
            throw node.failure("valid-to " + to + " lies before valid-from " + from);
        }
        return new Price(
                from,
                to,
                rates(node),
                longContext(node.optional("long-context")),
                new Multipliers(
                        factor(node.optional("batch")), factor(node.optional("us")), factor(node.optional("fast"))),
                new Provenance(
                        node.required("source").text(), node.required("seen").date()));
    }

    private static @Nullable LongContext longContext(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        node.allow(with(RATES, "above"));
        return new LongContext(node.required("above").count(), rates(node));
    }

    private static Rates rates(YamlNode node) {
        long input = node.required("input").scaled(MICRO);
        if (input == 0) {
            throw node.required("input").failure("input must cost more than 0");
        }
        return new Rates(
                input,
                node.required("output").scaled(MICRO),
                node.required("cache-write-5m").scaled(MICRO),
                node.required("cache-write-1h").scaled(MICRO),
                node.required("cache-read").scaled(MICRO));
    }

    private static int factor(@Nullable YamlNode node) {
        if (node == null) {
            return 1000;
        }
        long permille = node.scaled(MILLI);
        if (permille == 0 || permille > 100_000) {
            throw node.failure("must lie above 0 and not above 100, was " + node.text());
        }
        return (int) permille;
    }

    private static Pattern pattern(YamlNode node) {
        try {
            return Pattern.compile(node.text());
        } catch (PatternSyntaxException wrong) {
            throw node.failure("is not a regular expression: " + wrong.getDescription());
        }
    }

    private static @Nullable LocalDate date(@Nullable YamlNode node) {
        return node == null ? null : node.date();
    }

    private static List<String> texts(@Nullable YamlNode node) {
        return node == null
                ? List.of()
                : node.items().stream().map(YamlNode::text).toList();
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(List.of(more));
        return all;
    }
}
