// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What outcomes cost and bring: from events to alerts. */
class BusinessTest {
    private static String call(String feature, double usd) {
        return "{'type':'llm.call','model':'claude-opus-5','tokens':{'input':1000,'output':10},'status':200,'feature':'"
                + feature + "','team':'sales','user':'anna','costUsd':" + usd + "}";
    }

    private static String outcome(String kind, String scope, String more) {
        return "{'type':'outcome','kind':'" + kind + "'," + scope + more + "}";
    }

    @Test
    void aTicketThatCostsMoreThanItShould() {
        try (Lab lab = new Lab()) {
            String ticket = outcome("ticket-resolved", "'feature':'support'", ",'count':4");
            lab.send(call("support", 50)).send(ticket).minutes(2);
            assertThat(lab.all("business.cost-per-ticket"))
                    .as("four are too few to judge")
                    .isEmpty();
            lab.send(call("support", 12.5)).send(ticket.replace("4", "1")).minutes(2);
            assertThat(lab.all("business.cost-per-ticket")).as("$12.50 each").isEmpty();

            lab.send(call("support", 1)).minutes(2);
            assertThat(lab.open("business.cost-per-ticket")).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo("feature=support");
                assertThat(live.alert().facet()).isEqualTo("ticket-resolved");
                assertThat(live.alert().summary())
                        .isEqualTo("A resolved ticket costs $12.70: $63.50 for 5 in 24 hours");
            });
            assertThat(lab.send(ticket).minutes(2).open("business.cost-per-ticket"))
                    .isEmpty();
        }
    }

    @Test
    void aPieceThatCostsTwiceTheUsual() {
        try (Lab lab = new Lab()) {
            String pieces = outcome("content-piece", "'feature':'blog'", ",'count':10");
            for (int day = 0; day < 4; day++) {
                lab.send(call("blog", 20)).send(pieces).hours(24);
            }
            lab.send(call("blog", 40)).send(pieces).minutes(2);
            assertThat(lab.all("business.cost-per-content")).as("exactly twice").isEmpty();

            lab.send(call("blog", 2)).minutes(2);
            assertThat(lab.open("business.cost-per-content")).singleElement().satisfies(live -> {
                assertThat(live.alert().summary()).startsWith("A content piece costs $4.20, 2.1x the usual");
                assertThat(live.alert().basis()).startsWith("median of ");
            });
        }
    }

    @Test
    void salesThatBringTooLittleByWhatTheyTellOrAreWorth() {
        try (Lab lab = new Lab("outcomes: [{kind: sale, scope: {team: sales}, value-usd: 40}]")) {
            // Given: a team's sales, valued by the operator; a feature's, which tell what they brought
            lab.send(call("pitch", 20))
                    .send(2, outcome("sale", "'team':'sales'", ""))
                    .send(outcome("sale", "'feature':'pitch'", ",'revenueUsd':79"))
                    .minutes(2);

            // Then: (80 - 20) / 20 is 3, (79 - 20) / 20 is not
            assertThat(lab.open("business.sales-roi")).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo("feature=pitch");
                assertThat(live.alert().summary()).contains("$79.00 for $20.00");
            });
        }
    }

    @Test
    void aSaleThatTellsWhatItBroughtDoesNotMakeOthersWorthless() {
        try (Lab lab = new Lab("outcomes: [{kind: sale, scope: {team: sales}, value-usd: 40}]")) {
            // Given: the team's sales name their feature too
            lab.send(call("pitch", 20))
                    .send(outcome("sale", "'team':'sales','feature':'pitch'", ""))
                    .send(outcome("sale", "'team':'sales','feature':'pitch'", ",'revenueUsd':39"))
                    .minutes(2);

            // Then: (79 - 20) / 20
            assertThat(lab.open("business.sales-roi"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().summary()).contains("$79.00 for $20.00"));
            assertThat(lab.send(outcome("sale", "'team':'sales','feature':'pitch'", ""))
                            .minutes(2)
                            .open("business.sales-roi"))
                    .isEmpty();
        }
    }

    @Test
    void salesOfWhichNobodySaysWhatTheyBringAreNotJudged() {
        try (Lab lab = new Lab()) {
            lab.send(call("pitch", 20))
                    .send(5, outcome("sale", "'team':'sales'", ""))
                    .minutes(2);

            assertThat(lab.all("business.sales-roi")).isEmpty();
        }
    }
}
