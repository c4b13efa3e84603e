// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private final ObjectNode message = new JsonMapper().createObjectNode();
    private final ArrayNode blocks = message.putArray("blocks");

    @Test
    void cutsTextsByCodePoints() {
        block("header").put("text", "🚨".repeat(151));
        block("section").put("text", "s".repeat(3_001));

        Limits.fit(message);

        assertThat(message.at("/blocks/0/text/text").asText()).isEqualTo("🚨".repeat(149) + "…");
        assertThat(message.at("/blocks/1/text/text").asText()).hasSize(3_000).endsWith("…");
    }

    @Test
    void leavesTextsOfTheFullLengthAlone() {
        block("header").put("text", "h".repeat(150));
        block("section").put("text", "s".repeat(3_000));

        assertThat(Limits.fit(message.deepCopy())).isEqualTo(message);
    }

    @Test
    void tellsHowManyBlocksWereLeftOut() {
        for (int i = 0; i < 60; i++) {
            blocks.addObject().put("type", "divider");
        }

        Limits.fit(message);

        assertThat(blocks).hasSize(50);
        assertThat(message.at("/blocks/49/elements/0/text").asText()).isEqualTo("11 more blocks were left out");
    }

    @Test
    void shortensFieldsElementsAndButtonsButNeverAButtonsValue() {
        ObjectNode section = blocks.addObject().put("type", "section");
        ArrayNode fields = section.putArray("fields");
        ArrayNode actions = blocks.addObject().put("type", "actions").putArray("elements");
        for (int i = 0; i < 30; i++) {
            fields.addObject().put("type", "mrkdwn").put("text", "f".repeat(2_001));
            ObjectNode button = actions.addObject().put("type", "button").put("value", "v".repeat(2_001));
            button.putObject("text").put("type", "plain_text").put("text", "b".repeat(76));
        }

        Limits.fit(message);

        assertThat(fields).hasSize(10);
        assertThat(fields.get(9).path("text").asText()).hasSize(2_000);
        assertThat(actions).hasSize(25);
        assertThat(actions.get(24).at("/text/text").asText()).hasSize(75);
        assertThat(actions.get(24).path("value").asText()).hasSize(2_001);
    }

    private ObjectNode block(String type) {
        return blocks.addObject().put("type", type).putObject("text").put("type", "plain_text");
    }
}
