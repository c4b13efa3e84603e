// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.pipeline.store.Commit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams against a real broker. */
class KafkaIT {
    private static final PriceBook PRICES = PriceBook.load(Path.of("../../rules/prices.yaml"));
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static Broker broker;

    private final KeepingEngine engine = new KeepingEngine();
    private final Door nativeDoor = message -> SignalCodec.readNative(message, PRICES);
    private final CloudDoor clouds = new CloudDoor();
    private final String topic = "events-" + TOPICS.incrementAndGet();
    private @Nullable Streams streams;

    @BeforeAll
    static void start() {
        broker = new Broker(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void topic() throws Exception {
        broker.topic(topic, 2);
    }

    @AfterEach
    void close() {
        if (streams != null) {
            streams.close();
        }
    }

    private Streams open(KeepingEngine into) {
        return open(into, stream("calls", "tocsin"));
    }

    private StreamSettings stream(String name, String group) {
        return new StreamSettings(
                name, "native", "acme", broker.address(), topic, group, true, 1, StreamSettings.Security.NONE);
    }

    private Streams open(KeepingEngine into, StreamSettings... settings) {
        return Streams.open(
                List.of(settings), Map.of("native", nativeDoor, "cloudevents", clouds), into, Clock.systemUTC());
    }

    private static String call(String id) {
        return "{\"type\":\"llm.call\",\"id\":\"" + id + "\",\"model\":\"claude-opus-5\",\"tokens\":{\"output\":10}}";
    }

    private long committed() {
        return broker.committed("tocsin", topic, 0) + broker.committed("tocsin", topic, 1);
    }

    private Set<String> ids() {
        return engine.accepted.stream().map(Signal::id).collect(Collectors.toSet());
    }

    @Test
    void acceptsWhatIsThereAndWhatComesAndCommitsIt() {
        // Given
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            broker.send(topic, i % 2, call("call-" + i), Map.of());
            sent.add("call-" + i);
        }

        // When
        streams = open(engine);
        await().atMost(SOON).until(() -> ids().equals(sent));
        broker.send(topic, 1, call("late") + "\n" + call("later"), Map.of());

        // Then
        await().atMost(SOON).until(() -> ids().containsAll(List.of("late", "later")));
        await().atMost(SOON).until(() -> committed() == 51);
        assertThat(engine.accepted).allMatch(signal -> signal.tenant().equals("acme"));
    }

    @Test
    void commitsNothingThatIsNotDurableAndReadsItAgain() {
        // Given
        engine.away = true;
        broker.send(topic, 0, call("a"), Map.of());
        streams = open(engine);
        await().atMost(SOON).until(() -> engine.refused.get() > 1);

        // When
        assertThat(committed()).isZero();
        streams.close();
        assertThat(committed()).isZero();
        KeepingEngine next = new KeepingEngine();
        streams = open(next);

        // Then
        await().atMost(SOON).until(() -> next.accepted.size() == 1);
        await().atMost(SOON).until(() -> committed() == 1);
        assertThat(engine.accepted).isEmpty();
    }

    @Test
    void goesOnByItselfOnceThereIsRoomAgain() {
        // Given
        engine.away = true;
        streams = open(engine);
        broker.send(topic, 0, call("a"), Map.of());
        broker.send(topic, 1, call("b"), Map.of());
        await().atMost(SOON).until(() -> engine.refused.get() > 0);

        // When
        engine.away = false;

        // Then
        await().atMost(SOON).until(() -> ids().equals(Set.of("a", "b")));
        await().atMost(SOON).until(() -> committed() == 2);
    }

    @Test
    void keepsWhatNobodyUnderstandsOnceAndGoesOn() {
        // Given
        broker.send(topic, 0, "{no json", Map.of());
        broker.send(topic, 0, "{\"type\":\"llm.call\"}", Map.of());
        broker.send(topic, 0, call("good"), Map.of());

        // When
        streams = open(engine);

        // Then
        await().atMost(SOON).until(() -> committed() == 3);
        assertThat(ids()).containsExactly("good");
        assertThat(engine.letters).hasSize(2);
        assertThat(engine.letters).extracting(Commit.DeadLetter::source).containsOnly("calls");
        assertThat(engine.letters.get(0).reason()).contains("not JSON");
        assertThat(engine.letters.get(0).body()).as("may hold prompts").isEmpty();
    }

    @Test
    void givesARecordWithoutAnIdTheSameSignalsWheneverItIsRead() {
        // Given
        String nameless = "{\"type\":\"llm.call\",\"model\":\"claude-opus-5\",\"tokens\":{\"output\":10}}";
        broker.send(topic, 0, nameless, Map.of());
        broker.send(topic, 0, nameless, Map.of());
        streams = open(engine);
        await().atMost(SOON).until(() -> engine.accepted.size() == 2);

        // When
        Reader reader = new Reader(stream("calls", "tocsin"), Map.of("native", nativeDoor), Clock.systemUTC());
        List<Signal> again = KeepingEngine.signals(
                reader.read(nameless.getBytes(StandardCharsets.UTF_8), List.of(), 0, "calls/" + topic + "/0/1"));

        // Then
        assertThat(ids()).hasSize(2).contains(again.get(0).id());
    }

    @Test
    void tellsRecordsOfStreamsApartWhoseTopicsHaveTheSameNameElsewhere() {
        // Given
        broker.send(
                topic, 0, "{\"type\":\"llm.call\",\"model\":\"claude-opus-5\",\"tokens\":{\"output\":10}}", Map.of());

        // When
        streams = open(engine, stream("calls", "tocsin"), stream("calls-us", "tocsin-us"));

        // Then
        await().atMost(SOON).until(() -> engine.accepted.size() == 2);
        assertThat(ids()).hasSize(2);
    }

    @Test
    void readsCloudEventsByTheirHeadersAndHidesCredentialsAndSteering() {
        // When
        broker.send(
                topic,
                0,
                "{}",
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "cloud-1",
                        "content-type", "application/json; charset=utf-8",
                        "Authorization", "Bearer secret",
                        "CamelHttpUri", "http://elsewhere"));
        streams = open(engine);

        // Then
        await().atMost(SOON).until(() -> committed() == 1);
        assertThat(clouds.seen.headers()).containsEntry("ce-id", "cloud-1").containsEntry("ce-specversion", "1.0");
        assertThat(clouds.seen.headers()).doesNotContainKeys("authorization", "camelhttpuri");
        assertThat(clouds.seen.contentType()).isEqualTo("application/json");
    }
}
