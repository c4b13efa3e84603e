// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.Owner;
import io.tocsin.pipeline.ledger.Planned;
import io.tocsin.pipeline.testing.FaultyLedger;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The action ledger as people see it. */
class ActionsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/actions";

    private final ServerFixture fixture = new ServerFixture();
    private final FaultyLedger ledger = fixture.ledger;

    @BeforeEach
    void fill() {
        Owner owner = ledger.own(3, "a");
        for (String key : new String[] {"k1", "k2"}) {
            ledger.claim(new Planned(key, "run." + key + ".ACT", "gateway-hook", "once", "default"), owner);
        }
        ledger.move("k2", ActionState.CLAIMED, ActionState.IN_DOUBT, owner, "it was started before a restart");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void listsActionsByState() throws IOException {
        assertThat(JSON.readTree(fixture.get(PATH).body()).path("actions")).hasSize(2);
        JsonNode doubtful = JSON.readTree(fixture.get(PATH + "?state=in-doubt").body());
        assertThat(doubtful.path("actions")).hasSize(1);
        JsonNode action = doubtful.at("/actions/0");
        assertThat(action.path("key").asText()).isEqualTo("k2");
        assertThat(action.path("runbook").asText()).isEqualTo("gateway-hook");
        assertThat(action.path("kind").asText()).isEqualTo("once");
        assertThat(action.path("state").asText()).isEqualTo("in-doubt");
        assertThat(action.path("member").asText()).isEqualTo("a");
        assertThat(action.path("cell").asInt()).isEqualTo(3);
        assertThat(action.path("note").asText()).isEqualTo("it was started before a restart");
    }

    @Test
    void saysWhichStatesThereAre() throws IOException {
        RawHttp.Answer answer = fixture.get(PATH + "?state=doubtful");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"state\"").contains("in-doubt");
    }

    @Test
    void takesAVerdictOnce() throws IOException {
        // When
        RawHttp.Answer first = fixture.post(PATH + "/k2/judge", "{\"outcome\":\"succeeded\",\"by\":\"anna\"}");
        RawHttp.Answer second = fixture.post(PATH + "/k2/judge", "{\"outcome\":\"failed\",\"by\":\"ben\"}");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("succeeded, judged by anna; it is never sent again");
        assertThat(second.status()).isEqualTo(409);
        assertThat(ledger.actions(Set.of(ActionState.SUCCEEDED), 10))
                .singleElement()
                .satisfies(action -> assertThat(action.note()).isEqualTo("judged by anna"));
    }

    @Test
    void judgesNothingThatIsNotInDoubt() throws IOException {
        assertThat(fixture.post(PATH + "/k1/judge", "{\"outcome\":\"failed\",\"by\":\"anna\"}")
                        .status())
                .isEqualTo(409);
        assertThat(fixture.post(PATH + "/none/judge", "{\"outcome\":\"failed\",\"by\":\"anna\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void wantsAVerdictAndAName() throws IOException {
        assertThat(fixture.post(PATH + "/k2/judge", "{\"by\":\"anna\"}").body()).contains("\"field\":\"outcome\"");
        assertThat(fixture.post(PATH + "/k2/judge", "{\"outcome\":\"verified\",\"by\":\"anna\"}")
                        .status())
                .isEqualTo(422);
        assertThat(fixture.post(PATH + "/k2/judge", "{\"outcome\":\"failed\"}").body())
                .contains("\"field\":\"by\"");
        assertThat(ledger.actions(Set.of(ActionState.IN_DOUBT), 10)).hasSize(1);
    }

    @Test
    void needsAToken() throws IOException {
        try (ServerFixture closed = new ServerFixture(
                settings -> settings.admitting(Map.of("ops", "a-token-of-many-characters"), List.of()))) {
            assertThat(closed.get(PATH).status()).isEqualTo(401);
            assertThat(closed.post(PATH + "/k2/judge", "{\"outcome\":\"failed\",\"by\":\"anna\"}")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void saysThatTheLedgerIsAway() throws IOException {
        ledger.goAway();
        RawHttp.Answer answer = fixture.get(PATH);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("ledger-unreachable");
    }
}
