// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.testing.WireForm;
import io.tocsin.pipeline.log.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final News NEWS = new News(
            7,
            12,
            true,
            List.of(
                    new Item(
                            Item.Kind.FLAG,
                            "default/llm.tier.search",
                            "{\"key\":\"x\"}".getBytes(StandardCharsets.UTF_8)),
                    Item.gone(Item.Kind.ALERT, "a1")),
            90,
            Map.of("no-match", 88L, "alert", 2L));

    @Test
    void isWrittenAsItEverWasAndUnderstood() {
        assertThat(Written.bytes(NEWS::write)).isEqualTo(WireForm.of("news"));
        assertThat(Written.read(WireForm.of("news"), News::read))
                .usingRecursiveComparison()
                .isEqualTo(NEWS);
    }
}
