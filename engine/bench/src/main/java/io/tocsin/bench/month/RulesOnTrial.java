// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.shard.Policy;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.rulebase.Rulebase;
import io.tocsin.rulebase.folder.RuleFolder;
import io.tocsin.rules.ShippedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The rules a month judges, and the numbers that go with them.
 *
 * @param rulebase the rules
 * @param policy thresholds and prices of the same folder, no budgets, and what the company expects
 */
record RulesOnTrial(Rulebase rulebase, Policy policy) {

    /**
     * Those of a folder, or the shipped ones.
     *
     * @param work an empty folder to write to
     */
    static RulesOnTrial load(Optional<Path> named, Path work) throws IOException {
        Path folder = named.orElse(work.resolve("rules"));
        if (named.isEmpty()) {
            ShippedRules.writeTo(folder);
        }
        Policy policy = Policy.of(
                Thresholds.load(folder.resolve("thresholds.yaml")),
                PriceBook.load(folder.resolve("prices.yaml")),
                List.of(),
                expectations(work));
        return new RulesOnTrial(RuleFolder.load(folder, work.resolve("cache")), policy);
    }

    /** What the company expects: where its contracts may be read, when its lawyers work, which features need little. */
    private static Expectations expectations(Path work) throws IOException {
        Path file = work.resolve("expectations.yaml");
        Files.writeString(file, """
                data-classes:
                  - class: confidential
                    regions: [eu-*]
                working-hours:
                  - scope: { team: legal }
                    time-zone: Europe/Berlin
                    days: [mon, tue, wed, thu, fri]
                    from: 06:00
                    to: 22:00
                features:
                  - scope: { feature: support-chat }
                    tier: small
                  - scope: { feature: search-ui }
                    tier: small
                  - scope: { feature: sales-mail }
                    tier: small
                """);
        return Expectations.load(file);
    }
}
