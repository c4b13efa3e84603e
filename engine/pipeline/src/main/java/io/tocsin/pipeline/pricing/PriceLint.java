// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.pipeline.pricing.Model.Dated;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Checks that a wrong digit, a missing end date or a swapped column in the price book does not go unnoticed. */
final class PriceLint {
    private static final double WRITE_5M_TO_INPUT = 1.25;
    private static final double WRITE_1H_TO_INPUT = 2;
    private static final double READ_TO_INPUT = 0.1;
    /** Published prices are rounded to cents, which moves the smallest of them by up to a fifth. */
    private static final double TOLERANCE = 0.25;

    private static final int LEAST_FAST_PERMILLE = 1000;
    private static final int MOST_FAST_PERMILLE = 6000;
    private static final int MOST_US_PERMILLE = 1500;

    private final Model model;
    private final List<PriceFinding> findings = new ArrayList<>();

    private PriceLint(Model model) {
        this.model = model;
    }

    static List<PriceFinding> check(Model model) {
        PriceLint lint = new PriceLint(model);
        for (Dated dated : model.prices()) {
            lint.order(dated);
            lint.ratios(dated);
            lint.multipliers(dated);
        }
        for (int i = 1; i < model.prices().size(); i++) {
            lint.intervals(model.prices().get(i - 1), model.prices().get(i));
        }
        return lint.findings;
    }

    private void order(Dated dated) {
        Price.Rates rates = dated.price().rates();
        if (rates.cacheWrite1h() < rates.cacheWrite5m()) {
            found(dated, "order", "cache-write-1h is cheaper than cache-write-5m");
        }
        if (rates.cacheWrite5m() < rates.input()) {
            found(dated, "order", "cache-write-5m is cheaper than input");
        }
        if (rates.input() <= rates.cacheRead()) {
            found(dated, "order", "cache-read is not cheaper than input");
        }
        if (rates.output() < rates.input()) {
            found(dated, "order", "output is cheaper than input");
        }
    }

    private void ratios(Dated dated) {
        if (!"anthropic".equals(model.provider())) {
            return;
        }
        Price.Rates rates = dated.price().rates();
        ratio(dated, "cache-write-5m", rates.cacheWrite5m(), WRITE_5M_TO_INPUT);
        ratio(dated, "cache-write-1h", rates.cacheWrite1h(), WRITE_1H_TO_INPUT);
        ratio(dated, "cache-read", rates.cacheRead(), READ_TO_INPUT);
    }

    private void ratio(Dated dated, String what, long rate, double usual) {
        double actual = (double) rate / dated.price().rates().input();
        if (Math.abs(actual / usual - 1) > TOLERANCE) {
            found(dated, "ratio", what + " is " + Math.round(actual * 100) / 100.0 + " x input, usual is " + usual);
        }
    }

    private void multipliers(Dated dated) {
        Price.Multipliers factors = dated.price().multipliers();
        if (factors.batch() > LEAST_FAST_PERMILLE) {
            found(dated, "multiplier", "batch makes it dearer");
        }
        if (factors.us() < LEAST_FAST_PERMILLE || factors.us() > MOST_US_PERMILLE) {
            found(dated, "multiplier", "us is outside 1..1.5");
        }
        if (factors.fast() < LEAST_FAST_PERMILLE || factors.fast() > MOST_FAST_PERMILLE) {
            found(dated, "multiplier", "fast is outside 1..6");
        }
    }

    private void intervals(Dated earlier, Dated later) {
        LocalDate end = earlier.price().validTo();
        LocalDate next = later.price().validFrom();
        if (end == null || !end.isBefore(next)) {
            found(later, "overlap", "begins on " + next + " while the price before it still holds");
        } else if (end.plusDays(1).isBefore(next)) {
            found(later, "gap", "begins on " + next + " but the price before it ends on " + end);
        }
    }

    private void found(Dated dated, String rule, String detail) {
        findings.add(new PriceFinding(dated.line(), model.id(), rule, detail));
    }
}
