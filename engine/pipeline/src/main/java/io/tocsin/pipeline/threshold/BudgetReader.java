// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.model.signal.Usd;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a budgets file. */
final class BudgetReader {
    private static final Form<Budget.Period> PERIOD = Forms.word(
            Arrays.stream(Budget.Period.values()).map(Budget.Period::word).toList(), BudgetReader::period);
    private static final Form<Long> USD =
            new Form<>("US dollars above 0 and below nine billion, to the nano-dollar", BudgetReader::nanoUsd, 1L);

    private final Set<String> taken = new HashSet<>();

    private BudgetReader() {}

    static List<Budget> read(YamlNode top) {
        top.allow(List.of("budgets"));
        BudgetReader reader = new BudgetReader();
        return top.find("budgets").filter(node -> !node.isEmpty()).map(YamlNode::items).orElse(List.of()).stream()
                .flatMap(item -> reader.budgets(item).stream())
                .collect(Collectors.toUnmodifiableList());
    }

    private List<Budget> budgets(YamlNode item) {
        item.allow(List.of("scope", "users", "tenant", "period", "usd", "time-zone"));
        Budget.Period period = item.at("period").as(PERIOD);
        long usd = item.at("usd").as(USD);
        ZoneId zone = item.find("time-zone").map(node -> node.as(Forms.ZONE)).orElse(ZoneId.of("UTC"));
        return scopes(item).stream()
                .map(scope -> known(item, new Budget(scope, period, usd, zone)))
                .toList();
    }

    /** One scope, or each of several users: a tier of them. */
    private static List<Scope> scopes(YamlNode item) {
        if (!item.has("users")) {
            item.find("tenant").ifPresent(node -> node.flaw("belongs into the scope", "write { tenant: …, team: … }"));
            return List.of(Scopes.read(item.at("scope")));
        }
        item.find("scope").ifPresent(node -> node.flaw("and users are two ways to say whose budget it is", ""));
        String tenant = item.find("tenant").map(node -> node.as(Forms.TEXT)).orElse(Scopes.DEFAULT_TENANT);
        return item.at("users").items().stream()
                .map(user -> new Scope(ScopeKind.USER, tenant, user.as(Forms.TEXT)))
                .toList();
    }

    private Budget known(YamlNode item, Budget budget) {
        String what = budget.scope().tenant() + " " + budget.scope().label() + " a "
                + budget.period().word();
        if (item.isSound() && !taken.add(what)) {
            item.flaw(
                    "is the second budget a " + budget.period().word() + " for "
                            + budget.scope().label(),
                    "");
        }
        return budget;
    }

    private static Budget.Period period(String word) {
        return Arrays.stream(Budget.Period.values())
                .filter(period -> period.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static long nanoUsd(String text) {
        BigDecimal usd = Forms.admitted(new BigDecimal(Forms.digits(text)), number -> number.precision() <= 40);
        return Forms.admitted(Usd.nano(usd, RoundingMode.UNNECESSARY), nano -> nano > 0);
    }
}
