// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.expectation.Expectations;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.threshold.Budget;
import io.tocsin.pipeline.threshold.RouteBook;
import io.tocsin.pipeline.threshold.Thresholds;
import io.tocsin.pipeline.tier.QualityTiers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data that operators edit and the fold obeys. Immutable.
 *
 * @param thresholds limits and times by rule
 * @param prices models and their prices
 * @param budgets budgets by scope
 * @param expectations what operators expect of the use of their models
 * @param tiers quality tiers and what chooses them
 * @param routes what advice on models is made of
 */
public record Policy(
        Thresholds thresholds,
        PriceBook prices,
        Map<Scope, List<Budget>> budgets,
        Expectations expectations,
        QualityTiers tiers,
        RouteBook routes) {

    /** Copies the map. */
    public Policy {
        budgets = Map.copyOf(budgets);
    }

    /** With budgets as listed in their file, nothing expected, and neither quality tiers nor advice on models. */
    public static Policy of(Thresholds thresholds, PriceBook prices, List<Budget> budgets) {
        return of(thresholds, prices, budgets, Expectations.NONE);
    }

    /** With budgets as listed in their file, and neither quality tiers nor advice on models. */
    public static Policy of(Thresholds thresholds, PriceBook prices, List<Budget> budgets, Expectations expectations) {
        return new Policy(
                thresholds,
                prices,
                budgets.stream().collect(Collectors.groupingBy(Budget::scope)),
                expectations,
                QualityTiers.NONE,
                RouteBook.NONE);
    }

    /** This one with quality tiers. */
    public Policy with(QualityTiers other) {
        return new Policy(thresholds, prices, budgets, expectations, other, routes);
    }

    /** This one with advice on models. */
    public Policy with(RouteBook other) {
        return new Policy(thresholds, prices, budgets, expectations, tiers, other);
    }

    /** The budgets of a scope; empty when it has none. A user without one of their own has that of every user, if any. */
    public List<Budget> budgetsOf(Scope scope) {
        List<Budget> own = budgets.getOrDefault(scope, List.of());
        if (scope.kind() != ScopeKind.USER) {
            return own;
        }
        List<Budget> everybodys =
                budgets.getOrDefault(new Scope(ScopeKind.USER, scope.tenant(), Budget.EVERY_USER), List.of());
        return Stream.concat(
                        own.stream(),
                        everybodys.stream()
                                .filter(budget -> own.stream().noneMatch(one -> one.period() == budget.period()))
                                .map(budget -> budget.of(scope)))
                .toList();
    }
}
