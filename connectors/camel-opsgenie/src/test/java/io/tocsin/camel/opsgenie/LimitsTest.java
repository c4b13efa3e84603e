// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final ObjectNode body = new JsonMapper().createObjectNode();

    @Test
    void cutsTheMessageByCodePoints() {
        body.put("message", "🚨".repeat(131)).put("source", "s".repeat(101));

        Limits.fit(body);

        assertThat(body.path("message").asText()).isEqualTo("🚨".repeat(129) + "…");
        assertThat(body.path("source").asText()).hasSize(100);
    }

    @Test
    void leavesAMessageOfTheFullLengthAlone() {
        body.put("message", "🚨".repeat(130));

        assertThat(Limits.fit(body.deepCopy())).isEqualTo(body);
    }

    @Test
    void replacesALongAliasByAHashThatStaysTheSame() {
        String alias = "a".repeat(513);

        assertThat(Limits.alias(alias)).startsWith("sha256:").isEqualTo(Limits.alias(alias));
        assertThat(Limits.alias("a".repeat(512))).isEqualTo("a".repeat(512));
    }

    @Test
    void countsTheDetailsItLeavesOut() {
        ObjectNode details = body.putObject("details");
        for (int i = 0; i < 10; i++) {
            details.put("key" + i, "v".repeat(1_000));
        }

        Limits.fit(body);

        assertThat(body.path("details")).hasSize(8);
        assertThat(body.at("/details/omitted").asText()).isEqualTo("3 more details were left out");
    }

    @Test
    void makesDetailsTexts() {
        body.putObject("details").put("timesBaseline", 12.4).putObject("scope").put("team", "llm");

        Limits.fit(body);

        assertThat(body.at("/details/timesBaseline").isTextual()).isTrue();
        assertThat(body.at("/details/scope").asText()).isEqualTo("{\"team\":\"llm\"}");
    }

    @Test
    void dropsTagsBeyondTwenty() {
        for (int i = 0; i < 25; i++) {
            body.withArray("tags").add("t".repeat(60));
        }

        Limits.fit(body);

        assertThat(body.path("tags"))
                .hasSize(20)
                .allSatisfy(tag -> assertThat(tag.asText()).hasSize(50));
    }
}
