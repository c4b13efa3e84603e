// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.Handling;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What every known model costs, since when, and how much it can hold. Read from a file that operators edit.
 *
 * <p>A model is found under its id, an alias, or any spelling that the file's {@code spellings} reduce to one of them,
 * such as {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}. A model that is not found is never free: it is priced
 * at the dearest model that answers at the time.
 *
 * <p>Immutable and thread-safe. Money is computed in whole millionths of a millionth of a dollar and rounded once.
 */
public final class PriceBook {
    private static final int MOST_REMEMBERED_SPELLINGS = 4096;
    private static final int LONGEST_ID = 512;

    private final List<Model> models;
    private final List<Pattern> spellings;
    private final Map<String, Model> byId = new HashMap<>();
    private final Map<String, Optional<Model>> remembered = new ConcurrentHashMap<>();

    PriceBook(List<Model> models, List<Pattern> spellings) {
        this.models = List.copyOf(models);
        this.spellings = List.copyOf(spellings);
        for (Model model : models) {
            byId.put(model.id(), model);
            model.aliases().forEach(alias -> byId.put(alias, model));
        }
    }

    /**
     * Reads a price book. Blocks on the disk.
     *
     * @throws PriceBookException if it is not right, with every flaw
     */
    public static PriceBook load(Path file) {
        try {
            return YamlFile.read(file, PriceBookReader::read);
        } catch (InvalidYaml invalid) {
            throw new PriceBookException(invalid);
        }
    }

    /**
     * Reads a price book from text.
     *
     * @param name the file's name for messages
     * @throws PriceBookException if it is not right, with every flaw
     */
    public static PriceBook parse(String name, String yaml) {
        try {
            return YamlFile.parse(name, yaml, PriceBookReader::read);
        } catch (InvalidYaml invalid) {
            throw new PriceBookException(invalid);
        }
    }

    /** A model id without a context suffix such as {@code [1m]}, otherwise as it was sent. */
    public static String bareModel(String model) {
        int suffix = model.endsWith("]") ? model.lastIndexOf('[') : -1;
        return suffix > 0 ? model.substring(0, suffix) : model;
    }

    /** What is known of a model at a time; empty when the book does not know the model. */
    public Optional<ModelCard> card(String model, Instant at) {
        return find(model).map(found -> found.on(day(at)));
    }

    /** The models that answer at a time, in the order of the file. */
    public List<ModelCard> cards(Instant at) {
        LocalDate day = day(at);
        return models.stream()
                .filter(model -> model.answers(day))
                .map(model -> model.on(day))
                .toList();
    }

    /** The family a rate limit of a model is pooled over; the model itself when the book does not know it. */
    public String family(String model) {
        return find(model).map(Model::family).orElse(bareModel(model));
    }

    /** What a call costs by the book: {@link Cost#NONE} without tokens, the dearest model's price when unknown. */
    public Cost price(String model, TokenUsage tokens, Handling handling, Instant at) {
        if (tokens.totalTokens() == 0) {
            return Cost.NONE;
        }
        Optional<Model> known = find(model);
        return known.isPresent()
                ? new Cost(known.get().priceOn(day(at)).nanoUsd(tokens, handling), CostSource.PRICE_BOOK)
                : new Cost(dearest(at).nanoUsd(tokens, handling), CostSource.DEAREST_TIER);
    }

    /** The dearest model that answers at a time, by the sum of its input and output price. */
    public ModelCard dearest(Instant at) {
        List<ModelCard> answering = cards(at);
        List<ModelCard> candidates = answering.isEmpty()
                ? models.stream().map(model -> model.on(day(at))).toList()
                : answering;
        return candidates.stream().max(Comparator.comparingLong(PriceBook::sum)).orElseThrow();
    }

    /** What looks wrong although it can be read: order of prices, ratios, overlaps, gaps. Empty when all is well. */
    public List<PriceFinding> lint() {
        return models.stream().flatMap(model -> PriceLint.check(model).stream()).toList();
    }

    private static long sum(ModelCard card) {
        Price.Rates rates = card.price().rates();
        return rates.input() + rates.output();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private Optional<Model> find(String model) {
        Optional<Model> known = remembered.get(model);
        if (known != null) {
            return known;
        }
        Optional<Model> found = search(model);
        if (remembered.size() < MOST_REMEMBERED_SPELLINGS) {
            remembered.put(model, found);
        }
        return found;
    }

    private Optional<Model> search(String model) {
        if (model.length() > LONGEST_ID) {
            return Optional.empty();
        }
        String name = model.toLowerCase(Locale.ROOT);
        Model found = byId.get(name);
        for (int i = 0; found == null && i < spellings.size(); i++) {
            name = spellings.get(i).matcher(name).replaceFirst("");
            found = byId.get(name);
        }
        return Optional.ofNullable(found);
    }
}
