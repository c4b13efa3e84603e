// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What a sender reads in a refusal: {@code application/problem+json} (RFC 9457), with words that let him mend it. */
final class ProblemDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemDocument() {}

    /** The document of an answer, which must have this status and code, say what was expected, and show no inside of ours. */
    static JsonNode of(RawHttp.Answer answer, int status, String code) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-content-type-options", "nosniff");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("urn:tocsin:problem:" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("java.", "Exception", "\tat ");
        return problem;
    }
}
