// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private final BodyReader text = BodyReader.text("summary");
    private final BodyReader textOrList = BodyReader.textOrList("text", "blocks");

    @Test
    void readsMapsJsonTextAndBytesAlike() {
        String json = "{\"summary\":\"Spike\"}";

        assertThat(List.of(
                        text.read(Map.of("summary", "Spike")),
                        text.read(json),
                        text.read(json.getBytes(UTF_8)),
                        text.read("Spike")))
                .allSatisfy(fields -> assertThat(fields).hasToString(json));
        assertThat(text.read(null)).isEmpty();
    }

    @Test
    void readsListsWhereTheyAreWanted() {
        String blocks = "{\"blocks\":[{\"type\":\"divider\"}]}";

        assertThat(textOrList.read(List.of(Map.of("type", "divider")))).hasToString(blocks);
        assertThat(textOrList.read(" [ {\"type\":\"divider\"}]")).hasToString(blocks);
        assertThat(textOrList.read("[FIRING:1] spike").path("text").asText()).isEqualTo("[FIRING:1] spike");
        assertThat(text.read("[{}]").path("summary").asText()).isEqualTo("[{}]");
    }

    @Test
    void refusesWhatIsNeither() {
        assertThatThrownBy(() -> text.read(List.of("a")))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("body must be text or an object, was java.util.");
        assertThatThrownBy(() -> textOrList.read(7))
                .isInstanceOf(PermanentException.class)
                .hasMessage("body must be text, blocks or an object, was java.lang.Integer");
        assertThatThrownBy(() -> text.read("{not json"))
                .isInstanceOf(PermanentException.class)
                .hasMessageStartingWith("body is not JSON: ");
    }
}
