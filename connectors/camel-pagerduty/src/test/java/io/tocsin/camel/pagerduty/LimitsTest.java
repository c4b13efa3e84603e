// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.camel.vendor.PermanentException;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void leavesASummaryOfTheFullLengthAlone() {
        String full = "🚨".repeat(1024);

        assertThat(Limits.summary(full)).isEqualTo(full);
    }

    @Test
    void cutsByCodePointsSoThatNoEmojiIsHalved() {
        String cut = Limits.summary("🚨".repeat(1025));

        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(1024);
        assertThat(cut).isEqualTo("🚨".repeat(1023) + "…");
    }

    @Test
    void replacesALongDedupKeyByAHashThatStaysTheSame() {
        String key = "k".repeat(256);

        assertThat(Limits.dedupKey(key)).startsWith("sha256:").hasSize(71).isEqualTo(Limits.dedupKey(key));
        assertThat(Limits.dedupKey(key)).isNotEqualTo(Limits.dedupKey(key + "k"));
        assertThat(Limits.dedupKey("k".repeat(255))).isEqualTo("k".repeat(255));
    }

    @Test
    void countsBytesAndNotCharacters() {
        ObjectNode event = event("short", "世".repeat(171_000));

        ObjectNode fitted = Limits.fit(event);

        assertThat(fitted.at("/payload/custom_details/note").asText()).contains("PagerDuty takes 512000");
        assertThat(fitted.toString().getBytes(UTF_8).length).isLessThan(512_000);
    }

    @Test
    void leavesCustomDetailsThatFitAlone() {
        ObjectNode event = event("short", "x".repeat(500_000));

        assertThat(Limits.fit(event.deepCopy())).isEqualTo(event);
    }

    @Test
    void refusesAnEventThatIsTooLargeWithoutItsDetails() {
        ObjectNode event = event("s".repeat(513_000), "detail");

        assertThatThrownBy(() -> Limits.fit(event))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("at most 512000 bytes");
    }

    private static ObjectNode event(String summary, String detail) {
        ObjectNode event = JSON.createObjectNode();
        event.putObject("payload")
                .put("summary", summary)
                .putObject("custom_details")
                .put("detail", detail);
        return event;
    }
}
