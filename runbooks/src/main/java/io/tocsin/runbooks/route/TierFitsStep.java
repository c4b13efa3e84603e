// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.route;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.Evidence;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.QualityTier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The pre-flight of a downgrade, as far as facts are known: the contexts in flight must fit the window of the tier.
 *
 * <p>The alert tells the contexts when one of its conditions or labels is named {@code contextTokens} or {@code
 * maxContextTokens}. What nobody knows is noted, so that whoever approves reads it.
 */
final class TierFitsStep implements EdgeStep {
    private static final String[] NAMES = {"contextTokens", "maxContextTokens"};

    @Override
    public void take(Walk walk, Map<String, String> parameters) throws Refusal {
        if (walk.reverting()) {
            return;
        }
        QualityTier tier =
                QualityTier.valueOf(parameters.getOrDefault("tier", "").toUpperCase(Locale.ROOT));
        OptionalDouble inFlight = contextTokens(walk);
        if (inFlight.isPresent() && inFlight.getAsDouble() > tier.contextTokens()) {
            throw new Refusal(String.format(
                    Locale.ROOT,
                    "pre-flight: contexts of %,.0f tokens are in flight, %s takes %,d",
                    inFlight.getAsDouble(),
                    tier.word(),
                    tier.contextTokens()));
        }
        if (inFlight.isEmpty()) {
            walk.note(String.format(
                    Locale.ROOT,
                    "not known: the contexts in flight (%s takes %,d tokens)",
                    tier.word(),
                    tier.contextTokens()));
        }
        walk.note("not known: the cost of the cold cache after the change of model");
        walk.note("not known: whether the " + tier.modelTier() + " model takes the parameters in use");
        walk.note("not known: how much of its rate-limit pool is free");
    }

    private static OptionalDouble contextTokens(Walk walk) {
        return walk.surroundings().alert(walk.run().alertId()).map(LiveAlert::alert).stream()
                .flatMapToDouble(TierFitsStep::numbers)
                .filter(Double::isFinite)
                .max();
    }

    private static DoubleStream numbers(Alert alert) {
        DoubleStream evidence = alert.evidence().stream()
                .filter(e -> Arrays.asList(NAMES).contains(e.field()))
                .mapToDouble(Evidence::actual);
        DoubleStream labels = Stream.of(NAMES)
                .map(name -> alert.labels().getOrDefault(name, ""))
                .mapToDouble(TierFitsStep::number);
        return DoubleStream.concat(evidence, labels);
    }

    private static double number(String text) {
        return text.matches("\\d{1,15}") ? Double.parseDouble(text) : Double.NaN;
    }
}
