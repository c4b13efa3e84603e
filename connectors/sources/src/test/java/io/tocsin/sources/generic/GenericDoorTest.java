// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenericDoorTest {
    @Test
    void readsEveryRecordByTheMappingThatSaysItIsItsOwn() {
        List<Signal> signals =
                Sender.signals(read(Sender.sample("generic-mappings.yaml"), Sender.sample("generic-uptime.json")));
        ExternalAlert eu = (ExternalAlert) signals.get(0);
        ExternalAlert us = (ExternalAlert) signals.get(1);
        assertThat(eu.firing()).isTrue();
        assertThat(eu.tool()).isEqualTo("uptime");
        assertThat(eu.origin().source()).isEqualTo("uptime");
        assertThat(eu.fingerprint()).isEqualTo("88/eu");
        assertThat(eu.value()).isEqualTo(12);
        assertThat(eu.who().team()).isEqualTo("platform");
        assertThat(eu.at()).isEqualTo("2026-11-23T16:25:00Z");
        assertThat(eu.labels()).containsEntry("region", "eu");
        assertThat(us.firing()).isFalse();
        assertThat(us.summary()).isEqualTo("answers again");
    }

    @Test
    void givesChangesAndProviderStatusToo() {
        String mappings = "mappings:\n"
                + "  - {tool: ci, when: .commit != null, change: {kind: '\"deploy\"', subject: .repo, summary: .commit}}\n"
                + "  - {tool: pages, when: .vendor != null,"
                + " provider-status: {provider: .vendor, component: .part, level: .level}}\n";
        Change change = (Change) Sender.signals(read(mappings, "{\"commit\":\"abc\",\"repo\":\"router\"}"))
                .get(0);
        assertThat(change.kind()).isEqualTo(Change.Kind.DEPLOY);
        ProviderStatus status = (ProviderStatus)
                Sender.signals(read(mappings, "{\"vendor\":\"openai\",\"part\":\"api\",\"level\":\"degraded\"}"))
                        .get(0);
        assertThat(status.level()).isEqualTo(ProviderStatus.Level.DEGRADED);
    }

    @Test
    void triesTheOperatorsMappingsBeforeThoseThatComeWithTocsin(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mappings.yaml"),
                mapping("when: .check_id != null", "name: '\"mine\"'", "state: 'true'"));
        Mappings mappings = Mappings.load(file);
        String pingdom = "{\"check_id\":1,\"current_state\":\"DOWN\"}";
        assertThat(((ExternalAlert) Sender.signals(read(mappings, pingdom)).get(0)).name())
                .isEqualTo("mine");
        assertThat(mappings.size()).isEqualTo(Mappings.shipped().size() + 1);
    }

    @Test
    void takesTheGoodRecordsOfAMessageThatHasABadOne() {
        Reading.Understood reading = (Reading.Understood) read(
                mapping("each: .list[]", "name: .name", "state: .state"),
                "{\"list\":[{\"name\":\"a\",\"state\":\"firing\"},{\"name\":\"b\",\"state\":\"odd\"}]}");
        assertThat(reading.signals()).hasSize(1);
        assertThat(reading.rejected()).isEqualTo(1);
        assertThat(reading.reason()).contains("state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"other\":1}", "[1,2]", "7", "null", "{"})
    void keepsWhatNoMappingSaysIsItsOwn(String body) {
        assertThat(deadLetter(read(Sender.sample("generic-mappings.yaml"), body)))
                .isNotBlank();
    }

    @Test
    void saysWhichFieldFailedAndQuotesNothingOfTheBody() {
        String reason =
                deadLetter(read(mapping("name: .name | tonumber", "state: 'true'"), "{\"name\":\"s3cret prompt\"}"));
        assertThat(reason).contains("mine").contains("name").doesNotContain("s3cret");
    }

    @Test
    void refusesABodyOfTooManyValuesAndTooManyRecords() {
        String large = "[" + "1,".repeat(20_000) + "1]";
        assertThat(deadLetter(read(mapping("each: .[]", "name: '\"n\"'", "state: 'true'"), large)))
                .contains("5000 values");
        String many = "[" + "1,".repeat(1500) + "1]";
        assertThat(deadLetter(read(mapping("each: .[]", "name: '\"n\"'", "state: 'true'"), many)))
                .contains("1000 records");
    }

    @Test
    void doesNotGoThroughTheWholeMessageForEveryRecord() {
        String body = "[" + "1,".repeat(900) + "1]";
        String mapping = mapping("each: .[]", "name: '[$body[] | select(. == 2)] | length'", "state: 'true'");
        Reading.Understood reading = (Reading.Understood) read(mapping, body);
        assertThat(reading.signals()).as("what the looks allow").hasSizeBetween(150, 250);
        assertThat(reading.rejected()).isPositive();
        assertThat(reading.reason()).contains("mine").contains("name");
    }

    private static String mapping(String... lines) {
        StringBuilder text = new StringBuilder("mappings:\n  - tool: mine\n");
        for (String line : lines) {
            if (line.startsWith("when") || line.startsWith("each")) {
                text.append("    ").append(line).append('\n');
            }
        }
        if (!text.toString().contains("when")) {
            text.append("    when: 'true'\n");
        }
        text.append("    alert:\n");
        for (String line : lines) {
            if (!line.startsWith("when") && !line.startsWith("each")) {
                text.append("      ").append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static Reading read(String mappings, String body) {
        return read(Mappings.parse("mappings.yaml", mappings), body);
    }

    private static Reading read(Mappings mappings, String body) {
        return new GenericDoor(Sender.BOOK, mappings)
                .read(new Message(body.getBytes(UTF_8), "application/json", Map.of(), "acme", Sender.NOW));
    }

    private static String deadLetter(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.DeadLetter.class);
        return ((Reading.DeadLetter) reading).problem().detail();
    }
}
