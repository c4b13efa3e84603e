// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.rulebase.RuleException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The budgets file. */
public final class Budgets {
    private static final String DEFAULT_TENANT = "default";
    private static final int NANO_DIGITS = 9;

    private final YamlFile file;

    private Budgets(YamlFile file) {
        this.file = file;
    }

    /**
     * Reads a file; a file without budgets is fine.
     *
     * @return in the order written, immutable
     * @throws RuleException with {@code file:line: reason}, if anything in it is wrong
     */
    public static List<Budget> load(Path budgetsYaml) {
        YamlFile.Read read = YamlFile.read(budgetsYaml);
        read.file().known(read.top(), List.of("budgets"));
        YamlNode.Entry entry = read.top().entries().get("budgets");
        if (entry == null
                || entry.value() instanceof YamlNode.Scalar scalar
                        && scalar.text().isEmpty()) {
            return List.of();
        }
        Budgets budgets = new Budgets(read.file());
        List<Budget> all = new ArrayList<>();
        for (YamlNode item : read.file().sequence(entry.value()).items()) {
            Budget budget = budgets.budget(read.file().mapping(item));
            boolean twice = all.stream()
                    .anyMatch(other -> other.scope().equals(budget.scope()) && other.period() == budget.period());
            if (twice) {
                throw read.file()
                        .wrong(
                                item.line(),
                                "there are two budgets a " + budget.period().word() + " for "
                                        + budget.scope().label());
            }
            all.add(budget);
        }
        return List.copyOf(all);
    }

    private Budget budget(YamlNode.Mapping item) {
        file.known(item, List.of("scope", "period", "usd", "time-zone"));
        return new Budget(
                scope(file.mapping(required(item, "scope"))),
                period(required(item, "period")),
                nanoUsd(required(item, "usd")),
                zone(item));
    }

    private YamlNode required(YamlNode.Mapping item, String key) {
        YamlNode.Entry entry = item.entries().get(key);
        if (entry == null) {
            throw file.wrong(item.line(), "a budget needs " + key);
        }
        return entry.value();
    }

    private Scope scope(YamlNode.Mapping scope) {
        file.known(scope, Arrays.stream(ScopeKind.values()).map(ScopeKind::word).toList());
        YamlNode.Entry tenantEntry = scope.entries().get("tenant");
        String tenant = tenantEntry == null ? DEFAULT_TENANT : file.text("tenant", tenantEntry.value());
        List<Map.Entry<String, YamlNode.Entry>> others = scope.entries().entrySet().stream()
                .filter(part -> !"tenant".equals(part.getKey()))
                .toList();
        if (others.size() > 1 || others.isEmpty() && tenantEntry == null) {
            throw file.wrong(scope.line(), "a scope is one thing, such as { team: search }");
        }
        return others.stream()
                .findFirst()
                .map(part -> new Scope(
                        ScopeKind.valueOf(part.getKey().toUpperCase(java.util.Locale.ROOT)),
                        tenant,
                        file.text(part.getKey(), part.getValue().value())))
                .orElseGet(() -> Scope.tenant(tenant));
    }

    private Budget.Period period(YamlNode node) {
        String word = file.text("period", node);
        return Arrays.stream(Budget.Period.values())
                .filter(period -> period.word().equals(word))
                .findFirst()
                .orElseThrow(() -> file.wrong(node.line(), "period must be day or month, was '" + word + "'"));
    }

    private long nanoUsd(YamlNode node) {
        file.number("usd", node);
        BigDecimal usd = new BigDecimal(file.text("usd", node).replace("_", ""));
        if (usd.signum() <= 0) {
            throw file.wrong(node.line(), "usd must be positive, was " + node.words());
        }
        try {
            return usd.movePointRight(NANO_DIGITS).longValueExact();
        } catch (ArithmeticException e) {
            throw file.wrong(node.line(), "usd must be below nine billion, to the nano-dollar, was " + node.words());
        }
    }

    private ZoneId zone(YamlNode.Mapping item) {
        YamlNode.Entry entry = item.entries().get("time-zone");
        if (entry == null) {
            return ZoneId.of("UTC");
        }
        try {
            return ZoneId.of(file.text("time-zone", entry.value()));
        } catch (DateTimeException e) {
            throw file.wrong(
                    entry.line(),
                    "time-zone must be a zone such as Europe/Berlin, was "
                            + entry.value().words());
        }
    }
}
