// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.alert.Alert;
import io.tocsin.model.alert.AlertState;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.Page.Action;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.model.response.RunbookRun.State;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.receivers.Samples;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRendererTest {
    private static final String DETAIL = "http://127.0.0.1:7420/alerts/" + Samples.ID;

    @Test
    void writesATitleAndFiveLines() {
        Page page = Samples.page(Action.TRIGGER);

        assertThat(page.title()).isEqualTo("CRIT  Spend 10.8x normal: team=search");
        assertThat(page.lines())
                .containsExactly(
                        "$412/h vs $38/h normal since 03:02; 91% model=claude-opus.",
                        "$206 lost so far, $374/h while it lasts.",
                        "Changed 02:58: deploy search-router 2.14 (gateway route table) (+1 more)",
                        "Do: runbook tier-downgrade (dry run ok, saves up to $374/h) -> approve: "
                                + "http://127.0.0.1:7420/runs/" + Samples.ID + ".tier-downgrade.1",
                        "Ack " + DETAIL + "#ack · Detail " + DETAIL + " · a1b2c3");
        assertThat(page.links()).containsOnlyKeys("Ack", "Approve", "Detail");
        assertThat(page.details())
                .containsEntry("rule", "cost.hourly-spend-spike")
                .doesNotContainKey("degraded");
    }

    @Test
    void saysWhatTheBudgetSaysWhenItIsKnown() {
        PageRenderer renderer = new PageRenderer(
                PageTemplates.shipped(),
                Samples.BASE,
                alert -> Optional.of("Daily budget 64% used, limit in 1 h 50 min."));
        assertThat(renderer.page(Action.TRIGGER, firing("search"), Optional.empty(), Samples.NOW)
                        .lines())
                .contains("Daily budget 64% used, limit in 1 h 50 min.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROPOSED  | Do: runbook tier-downgrade (its dry run is under way).
            ACTING    | Doing: runbook tier-downgrade, approved by anna.
            VERIFYING | Done: runbook tier-downgrade, approved by anna; being verified, taken back at 04:05.
            HELD      | Done: runbook tier-downgrade helps, saved $62 so far, taken back at 04:05.
            REVERTED  | Taken back: runbook tier-downgrade, saved $62 so far.
            REFUSED   | Not done: runbook tier-downgrade: cooldown: pause is 15 min
            IN_DOUBT  | LOOK: nobody knows whether runbook tier-downgrade took effect on team=search.
            """)
    void saysWhatToDoAndWhatWasDone(State state, String line) {
        Page page = PageRenderer.at(Samples.BASE)
                .page(Action.UPDATE, firing("search"), Optional.of(Samples.run(state)), Samples.NOW);
        assertThat(page.lines()).contains(line);
        assertThat(page.links()).doesNotContainKey("Approve");
    }

    @ParameterizedTest
    @CsvSource({"INEFFECTIVE,ineffective", "INCONCLUSIVE,inconclusive"})
    void saysThatItDidNotHelp(RunbookRun.Verdict verdict, String word) {
        RunbookRun run = Samples.run(State.VERIFYING, verdict);
        Page page = PageRenderer.at(Samples.BASE).page(Action.UPDATE, firing("search"), Optional.of(run), Samples.NOW);
        assertThat(page.lines())
                .contains("Done: runbook tier-downgrade, approved by anna; " + word + ", it is taken back.");
    }

    @Test
    void asksForNothingOnceItIsOver() {
        Page page = Samples.page(Action.RESOLVE);
        assertThat(page.links()).containsOnlyKeys("Detail");
        assertThat(page.lines()).contains("Do: nothing, it is over.");
    }

    @Test
    void saysWhoTookItAndHowLongItLasted() {
        assertThat(Samples.page(Action.ACKNOWLEDGE).lines().get(0)).startsWith("Taken by anna. $412/h");
        assertThat(Samples.page(Action.RESOLVE).lines().get(0)).startsWith("Over after 38 min. $412/h");
        assertThat(Samples.page(Action.RESOLVE).title()).isEqualTo("OK  Spend 10.8x normal: team=search");
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void fitsAPhoneWhateverTheNameOfTheScope(Action action) {
        for (String name : new String[] {"x".repeat(500), "🦊".repeat(200), "a🦊".repeat(100)}) {
            Page page = PageRenderer.at(Samples.BASE).page(action, firing(name), Optional.empty(), Samples.NOW);
            assertThat(page.title())
                    .hasSizeLessThanOrEqualTo(Page.MAX_TITLE)
                    .endsWith("…")
                    .doesNotContain("\ufffd");
            assertThat(Character.isHighSurrogate(
                            page.title().charAt(page.title().length() - 2)))
                    .isFalse();
            assertThat(page.lines()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u202eb", "a\u0000b", "a\u200bb", "a\u2066b", "{usd}", "[x]", "$1", "\\"})
    void showsNamesWithoutWhatCannotBeSeenAndWithoutFillingThem(String name) {
        Page page = PageRenderer.at(Samples.BASE).page(Action.TRIGGER, firing(name), Optional.empty(), Samples.NOW);
        assertThat(page.title()).isEqualTo("CRIT  Spend 10.8x normal: team=" + PlainText.clean(name));
        assertThat(page.details()).doesNotContainKey("degraded");
        assertThat(page.title().codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT || c < ' '))
                .isTrue();
    }

    @Test
    void deliversTheRestWhenATemplateFails() throws IOException {
        // Given
        PageTemplates broken = PageTemplates.shipped()
                .with(new StringReader(
                        "hourly-spend-spike.title=Spend {nobodyKnows}\nhourly-spend-spike.line={neither}"));
        PageRenderer renderer = new PageRenderer(broken, Samples.BASE, alert -> {
            throw new IllegalStateException("no budget");
        });
        // When
        Page page = renderer.page(Action.TRIGGER, firing("search"), Optional.empty(), Samples.NOW);
        // Then
        assertThat(page.title()).isEqualTo("CRIT  hourly spend spike: team=search");
        assertThat(page.lines())
                .contains("Hourly spend is 10.8x its baseline")
                .last()
                .asString()
                .contains(DETAIL);
        assertThat(page.links()).containsEntry("Detail", DETAIL);
        assertThat(page.details()).containsEntry("degraded", "title: no value for {nobodyKnows}");
    }

    @Test
    void usesTheRulesOwnSentenceWhenThereIsNoTemplate() {
        Alert alert = Samples.alert("mine.new-rule", new Scope(ScopeKind.TEAM, "default", "search"), Map.of());
        Page page = PageRenderer.at(Samples.BASE)
                .page(Action.TRIGGER, Samples.live(alert, AlertState.FIRING), Optional.empty(), Samples.NOW);
        assertThat(page.title()).isEqualTo("CRIT  Hourly spend is 10.8x its baseline");
        assertThat(page.lines().get(0)).isEqualTo("Hourly spend is 10.8x its baseline; 91% model=claude-opus");
        assertThat(page.details()).doesNotContainKey("degraded");
    }

    @Test
    void writesEqualPagesForEqualAlerts() {
        assertThat(Samples.page(Action.TRIGGER)).isEqualTo(Samples.page(Action.TRIGGER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x.title={usd", "x.title=usd}", "x.title=[a", "x.title={usd:euro}", "x.body=a", "X.title=a"})
    void refusesATemplateThatIsNotRight(String line) {
        assertThatThrownBy(() -> PageTemplates.shipped().with(new StringReader(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("page template ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "ftp://example.com", "/path", "mailto:a@b.c"})
    void refusesABaseAddressNobodyCanOpen(String address) {
        assertThatThrownBy(() -> PageRenderer.at(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "USD,4.2,$4.20",
        "USD,1234.4,'$1,234'",
        "PERCENT,0.024,2.4%",
        "PERCENT,0.91,91%",
        "HOURS,1.8333,1 h 50 min",
        "HOURS,0.2,12 min",
        "HOURS,2,2 h",
        "SECONDS,8.44,8.4 s",
        "PLAIN,142000,'142,000'",
        "PLAIN,10,10",
        "PLAIN,10.84,10.8"
    })
    void writesNumbersForPeople(NumberStyle style, double number, String text) {
        assertThat(style.text(number)).isEqualTo(text);
    }

    private static LiveAlert firing(String team) {
        return Samples.live(Samples.spike(team), AlertState.FIRING);
    }
}
