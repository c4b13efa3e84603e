// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.alert.AlertState;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages people see, and their buttons. */
class PagesIT {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final ServerFixture fixture = new ServerFixture();

    @BeforeEach
    void fill() {
        fixture.engine.alerts.put("a1b2c3-1", Examples.spike("a1b2c3-1", AlertState.FIRING));
        fixture.engine.alerts.put("d4-1", Examples.live("d4-1", AlertState.ACKNOWLEDGED, Examples.latency()));
        fixture.engine.runs.put("r/1", Examples.run("r/1", RunbookRun.State.AWAITING_APPROVAL));
        fixture.engine.runs.put("r-2", Examples.run("r-2", RunbookRun.State.HELD));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void showsWhatNeedsAHumanFirst() throws IOException {
        // When
        String page = fixture.get("/").body();
        // Then
        assertThat(page).contains("Needs your approval").contains("/runs/r%2F1").contains("Spend 10.8x normal");
        assertThat(page.indexOf("Spend 10.8x")).isLessThan(page.indexOf("p95 of the medium tier"));
        assertThat(page).contains("taken by anna");
    }

    @Test
    void tellsOfWhatNobodyUnderstood() throws IOException {
        // Given
        assertThat(fixture.get("/").body()).doesNotContain("not understood");
        fixture.post("/webhooks/alertmanager/" + ServerFixture.KEY, "{");
        // Then
        assertThat(fixture.get("/").body())
                .contains("<a href=\"/api/v1/dead-letters\">1 not understood</a>")
                .contains("every one accounted for");
    }

    @Test
    void showsNumbersBesideTheirLimits() throws IOException {
        // When
        String page = fixture.get("/alerts/a1b2c3-1").body();
        // Then
        assertThat(page)
                .contains("<strong>10.8</strong>")
                .contains("limit 10")
                .contains("the median of 28 same hours")
                .contains("model=claude-opus-5")
                .contains("91 %")
                .contains("deploy search-router 2.14")
                .contains("oncall-pagerduty took it");
    }

    @Test
    void saysWhatIsAtStakeAsFarAsThereIsAny() throws IOException {
        // Given
        fixture.engine.alerts.put("once", Examples.live("once", AlertState.FIRING, Examples.bloat()));
        // Then
        assertThat(fixture.get("/alerts/a1b2c3-1").body())
                .contains("$412 per hour")
                .contains("$54.90 so far");
        assertThat(fixture.get("/alerts/once").body()).contains("$0.37 so far").doesNotContain("per hour");
        assertThat(fixture.get("/alerts/d4-1").body()).doesNotContain("so far").doesNotContain("per hour");
    }

    @Test
    void escapesWhatSendersWrote() throws IOException {
        // Given
        String hostile = "<script>alert(1)</script> \"'&\u202Egpj.exe\u001B[31m";
        fixture.engine.alerts.put("x", Examples.live("x", AlertState.FIRING, Examples.spike(hostile)));
        // Then
        for (String path : new String[] {"/", "/alerts/x"}) {
            String page = fixture.get(path).body();
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script")
                    .doesNotContain("\u202E")
                    .doesNotContain("\u001B");
        }
    }

    @Test
    void letsABrowserDoNothingButShowIt() throws IOException {
        // When
        RawHttp.Answer answer = fixture.get("/");
        // Then
        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        assertThat(answer.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain(" style=");
    }

    @Test
    void takesAnAlertByItsButton() throws IOException {
        // When
        RawHttp.Answer answer = press("/alerts/a1b2c3-1", "/alerts/a1b2c3-1/acknowledge", "by=anna");
        // Then
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("location", "/alerts/a1b2c3-1");
        assertThat(fixture.engine.commands).containsExactly(new Command.Acknowledge("a1b2c3-1", "anna"));
    }

    @Test
    void decidesOnARunByItsButtons() throws IOException {
        // When
        press("/runs/r%2F1", "/runs/r%2F1/approve", "by=anna");
        press("/runs/r%2F1", "/runs/r%2F1/deny", "by=ben");
        press("/runs/r-2", "/runs/r-2/revert", "by=cleo");
        // Then
        assertThat(fixture.engine.commands)
                .containsExactly(
                        new Command.Approve("r/1", "anna"),
                        new Command.Deny("r/1", "ben"),
                        new Command.Revert("r-2", "cleo"));
    }

    @Test
    void showsWhyTheEngineSaidNo() throws IOException {
        // Given
        fixture.engine.answer = new Engine.CommandResult(false, "The approval came too late.");
        // When
        RawHttp.Answer answer = press("/runs/r%2F1", "/runs/r%2F1/approve", "by=anna");
        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("The approval came too late.");
    }

    @Test
    void refusesAButtonThatIsNotOnOurPages() throws IOException {
        // Given
        Map<String, String> form = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        byte[] body = "by=anna&token=made-up".getBytes(StandardCharsets.UTF_8);
        // When
        RawHttp.Answer without = fixture.post("/runs/r-2/revert", form, body);
        form.put("Cookie", "tocsin_form=x");
        RawHttp.Answer forged = fixture.post("/runs/r-2/revert", form, body);
        RawHttp.Answer elsewhere = press("/runs/r%2F1", "/runs/r%2F1/approve", "/runs/r-2/revert", "by=anna", "");
        RawHttp.Answer foreign =
                press("/runs/r%2F1", "/runs/r%2F1/approve", "/runs/r%2F1/approve", "by=anna", "http://evil.example");
        // Then
        assertThat(without.status()).isEqualTo(403);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(fixture.engine.commands).isEmpty();
    }

    @Test
    void asksForANameWhenNobodyIsSignedIn() throws IOException {
        // Then
        assertThat(press("/runs/r-2", "/runs/r-2/revert", "by=").status()).isEqualTo(422);
        assertThat(fixture.engine.commands).isEmpty();
    }

    @Test
    void changesNothingOnGet() throws IOException {
        // Then
        assertThat(fixture.get("/runs/r-2/revert").status()).isEqualTo(405);
        assertThat(fixture.get("/alerts/a1b2c3-1/acknowledge").status()).isEqualTo(405);
        assertThat(fixture.get("/runs/none").status()).isEqualTo(404);
        assertThat(fixture.get("/alerts/none").status()).isEqualTo(404);
    }

    private RawHttp.Answer press(String page, String form, String fields) throws IOException {
        return press(page, form, form, fields, "");
    }

    private RawHttp.Answer press(String page, String form, String path, String fields, String origin)
            throws IOException {
        RawHttp.Answer shown = fixture.get(page);
        Matcher token = TOKEN.matcher(shown.body());
        assertThat(shown.body()).contains("formaction=\"" + form + "\"");
        assertThat(token.find()).isTrue();
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("Cookie", shown.headers().getOrDefault("set-cookie", "").split(";", 2)[0]);
        headers.put("Origin", origin.isEmpty() ? "http://127.0.0.1:" + fixture.port() : origin);
        String sent = fields + "&token=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        return fixture.post(path, headers, sent.getBytes(StandardCharsets.UTF_8));
    }
}
