// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Money that need not be spent, and money that is counted twice differently: from events to alerts. */
class SpendingTest {
    private static final String OPUS =
            "{'type':'llm.call','model':'claude-opus-5','tokens':{'input':100000,'output':1000},"
                    + "'status':200,'feature':'%s','user':'anna'%s}";

    private static final String BILL =
            "{'type':'metric','name':'provider.cost','value':%s,'unit':'USD','temporality':'cumulative',"
                    + "'start':'2026-11-03T00:00:00Z','labels':{'provider':'anthropic','model':'claude-opus-5',"
                    + "'cost_type':'tokens'}}";

    private static String opus(String feature, String more) {
        return OPUS.formatted(feature, more);
    }

    @Test
    void simpleCallsOnADearTierAreWasteAndTheCheaperModelIsNamed() {
        try (Lab lab = new Lab()) {
            // Given: one call costs $0.525 on Opus 5 and $0.105 on Haiku 4.5
            lab.send(100, opus("chat", ",'complexity':2.9"))
                    .send(900, opus("chat", ",'complexity':3"))
                    .minutes(2);
            assertThat(lab.all("cost.model-misroute"))
                    .as("calls that are not simple")
                    .hasSize(1);
        }
        try (Lab lab = new Lab()) {
            lab.send(11, opus("chat", ",'complexity':1")).minutes(2);
            assertThat(lab.all("cost.model-misroute")).as("fewer than 50").isEmpty();
            lab.send(39, opus("chat", ",'complexity':1")).minutes(2);

            assertThat(lab.open("cost.model-misroute")).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo("feature=chat");
                assertThat(live.alert().usdSoFar()).isCloseTo(50 * (0.525 - 0.105), within(1e-6));
                assertThat(live.alert().labels()).containsEntry("recommendedModel", "claude-haiku-4-5");
                assertThat(live.alert().summary()).startsWith("100% of calls go to a dearer tier than they need");
            });
        }
    }

    @Test
    void aPinnedFeatureNeedsNoComplexity() {
        try (Lab lab = new Lab("features: [{scope: {feature: faq}, tier: medium}]")) {
            lab.send(60, opus("faq", "")).send(60, opus("chat", "")).minutes(2);

            assertThat(lab.open("cost.model-misroute"))
                    .singleElement()
                    .satisfies(live ->
                            assertThat(live.alert().labels()).containsEntry("recommendedModel", "claude-sonnet-5"));
        }
    }

    @Test
    void workThatCanWaitAndDoesNotIsWorthALine() {
        try (Lab lab = new Lab("features: [{scope: {feature: summaries}, urgent: false}]")) {
            lab.send(50, opus("summaries", ",'serviceTier':'batch'"))
                    .send(50, opus("chat", ""))
                    .minutes(2);
            assertThat(lab.all("cost.batchable-traffic")).isEmpty();
            lab.send(50, opus("summaries", ""))
                    .send(50, opus("reports", ",'urgent':false"))
                    .minutes(2);

            assertThat(lab.open("cost.batchable-traffic"))
                    .extracting(live -> live.alert().scope().label())
                    .containsExactlyInAnyOrder("feature=summaries", "feature=reports");
            assertThat(lab.open("cost.batchable-traffic").get(0).alert().usdSoFar())
                    .isCloseTo(50 * 0.525 / 2, within(1e-4));
        }
    }

    @Test
    void reportedCostsThatLeaveThePriceBookAreSuspect() {
        try (Lab lab = new Lab()) {
            lab.send(20, opus("chat", ",'costUsd':0.48")).minutes(2);
            assertThat(lab.all("cost.price-drift"))
                    .as("less than a tenth apart")
                    .isEmpty();
            lab.send(20, opus("chat", ",'costUsd':0.4")).minutes(2);

            assertThat(lab.open("cost.price-drift")).singleElement().satisfies(live -> {
                assertThat(live.alert().scope().label()).isEqualTo("model=claude-opus-5");
                assertThat(live.alert().summary()).contains("as reported ($17.60) and by the price book ($21.00)");
            });
            assertThat(lab.send(200, opus("chat", ",'costUsd':0.525"))
                            .minutes(2)
                            .open("cost.price-drift"))
                    .isEmpty();
        }
    }

    @Test
    void aBillThatLeavesWhatWasCountedIsSuspect() {
        try (Lab lab = new Lab("", Instant.parse("2026-11-02T23:30:00Z"))) {
            // Given: $10.50 counted on the third of November, under another spelling of the model
            lab.send(opus("chat", ",'provider':'anthropic'")).hours(1);
            lab.send(20, opus("chat", ",'provider':'anthropic'").replace("opus-5", "opus-5@20260701"))
                    .hours(24);
            lab.send(BILL.formatted("9.5")).minutes(3);
            assertThat(lab.all("cost.invoice-drift"))
                    .as("less than a tenth apart")
                    .isEmpty();

            // When: the total has moved
            lab.send(BILL.formatted("14")).minutes(3);

            // Then
            assertThat(lab.open("cost.invoice-drift"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().summary())
                            .isEqualTo("The provider bills $14.00 for yesterday, $10.50 was counted here: 25% apart"));
        }
    }

    @Test
    void aBillForADayThatWasNotSeenFromItsBeginningIsNotCompared() {
        try (Lab lab = new Lab("", Instant.parse("2026-11-03T12:00:00Z"))) {
            lab.send(20, opus("chat", ",'provider':'anthropic'"))
                    .send(BILL.formatted("99"))
                    .hours(13)
                    .send(BILL.formatted("100"))
                    .minutes(3);

            assertThat(lab.all("cost.invoice-drift")).isEmpty();
        }
    }

    @Test
    void aSenderThatReportsNothingForTokensIsNamedAsTheCause() {
        try (Lab lab = new Lab()) {
            lab.send(20, opus("chat", ",'costUsd':0")).minutes(2);

            assertThat(lab.open("cost.price-drift"))
                    .singleElement()
                    .satisfies(live -> assertThat(live.alert().labels().get("cause"))
                            .isEqualTo("the sender reports no cost for calls that have tokens"));
        }
    }
}
