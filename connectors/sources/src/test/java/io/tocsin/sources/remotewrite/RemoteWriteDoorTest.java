// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.MetricPoint.Temporality;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.sources.Proto;
import io.tocsin.sources.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteDoorTest {
    private static final Sender PROMETHEUS = new Sender("prometheus");
    private static final String FIRST = "application/x-protobuf";
    private static final String SECOND = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
    private static final long AT = Instant.parse("2026-11-23T16:29:00Z").toEpochMilli();
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    @Test
    void readsASeriesOfVersion1() {
        MetricPoint point = (MetricPoint) Sender.signals(first(series(labels(
                                new Proto(),
                                "__name__",
                                "litellm_spend_metric_total",
                                "model",
                                "claude-opus-5",
                                "team",
                                "search")
                        .inside(2, sample(12.847, AT)))))
                .get(0);
        assertThat(point.name()).isEqualTo("litellm_spend_metric_total");
        assertThat(point.value()).isEqualTo(12.847);
        assertThat(point.at()).isEqualTo("2026-11-23T16:29:00Z");
        assertThat(point.temporality()).isEqualTo(Temporality.CUMULATIVE);
        assertThat(point.labels()).isEqualTo(Map.of("model", "claude-opus-5", "team", "search"));
        assertThat(point.who().team()).isEqualTo("search");
        assertThat(point.origin().source()).isEqualTo("prometheus");
    }

    @Test
    void readsTheSameSeriesOfVersion2WithItsTypeUnitAndStart() {
        Proto timeseries = new Proto()
                .packed(1, 1, 2, 3, 4, 5, 6)
                .inside(2, sample(12.847, AT))
                .inside(5, new Proto().whole(1, 1).whole(4, 7))
                .whole(6, AT - 60_000);
        MetricPoint point =
                (MetricPoint) Sender.signals(second(symbols(new Proto()).inside(5, timeseries)))
                        .get(0);
        assertThat(point.name()).isEqualTo("litellm_spend_metric");
        assertThat(point.temporality()).isEqualTo(Temporality.CUMULATIVE);
        assertThat(point.unit()).isEqualTo("USD");
        assertThat(point.start()).isEqualTo("2026-11-23T16:28:00Z");
        assertThat(point.labels()).isEqualTo(Map.of("model", "claude-opus-5", "team", "search"));
    }

    @Test
    void findsTheTableOfTextsWhereverItStands() {
        Proto timeseries = new Proto().whole(1, 1).whole(1, 2).inside(2, sample(1, AT));
        assertThat(Sender.signals(second(symbols(new Proto().inside(5, timeseries)))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "requests_total, CUMULATIVE",
        "latency_seconds_bucket, CUMULATIVE",
        "latency_seconds_sum, CUMULATIVE",
        "latency_seconds_count, CUMULATIVE",
        "queue_depth, GAUGE"
    })
    void tellsCountersByTheirNameWhereNoTypeIsTold(String name, Temporality temporality) {
        MetricPoint point =
                (MetricPoint) Sender.signals(first(named(name, sample(1, AT)))).get(0);
        assertThat(point.temporality()).isEqualTo(temporality);
    }

    @Test
    void takesAStaleMarkerAndAnyOtherNaNAsNoValue() {
        Reading reading = first(named("up", sample(STALE, AT), sample(Double.NaN, AT + 1), sample(1, AT + 2)));
        assertThat(Sender.signals(reading)).hasSize(1);
    }

    @Test
    void givesTheSumAndTheCountOfANativeHistogram() {
        Proto histogram = new Proto()
                .whole(1, 3)
                .real(3, 12.5)
                .whole(4, 2)
                .inside(11, new Proto().whole(2, 1))
                .packed(12, 2)
                .whole(15, AT);
        List<Signal> signals = Sender.signals(
                first(series(labels(new Proto(), "__name__", "latency_seconds").inside(4, histogram))));
        assertThat(signals)
                .extracting(signal -> ((MetricPoint) signal).name())
                .containsExactly("latency_seconds_sum", "latency_seconds_count");
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).value()).containsExactly(12.5, 3.0);
        assertThat(((MetricPoint) signals.get(0)).temporality()).isEqualTo(Temporality.CUMULATIVE);
    }

    @Test
    void knowsAFloatHistogramThatIsAGauge() {
        Proto histogram = new Proto().real(2, 2.5).real(3, 4).whole(14, 3).whole(15, AT);
        List<Signal> signals = Sender.signals(second(
                symbols(new Proto()).inside(5, new Proto().packed(1, 1, 2).inside(3, histogram))));
        assertThat(signals).extracting(signal -> ((MetricPoint) signal).value()).containsExactly(4.0, 2.5);
        assertThat(((MetricPoint) signals.get(1)).temporality()).isEqualTo(Temporality.GAUGE);
    }

    @Test
    void tellsHowMuchOfVersion2WasTakenAndHowMuchWasNot() {
        Proto timeseries = new Proto()
                .packed(1, 1, 2)
                .inside(2, sample(1, AT))
                .inside(2, sample(STALE, AT))
                .inside(2, sample(Double.POSITIVE_INFINITY, AT))
                .inside(2, sample(1, AT + 3_600_000))
                .inside(4, new Proto().real(2, 1));
        Reading.Understood partly =
                (Reading.Understood) second(symbols(new Proto()).inside(5, timeseries));
        assertThat(partly.rejected()).isEqualTo(2);
        assertThat(partly.reason()).contains("value");
        assertThat(partly.taken()).isEqualTo(Map.of("Samples", 2, "Histograms", 0, "Exemplars", 0));
        assertThat(((Reading.Understood) first(named("n", sample(1, AT)))).taken())
                .isEmpty();
    }

    @Test
    void needsANameOfEverySeries() {
        Reading.Understood partly = (Reading.Understood)
                first(series(labels(new Proto(), "job", "api").inside(2, sample(1, AT))));
        assertThat(partly.rejected()).isEqualTo(1);
        assertThat(partly.reason()).contains("__name__");
    }

    @Test
    void isKnownWhenItIsSentAgain() {
        Reading once = first(named("up", sample(1, AT)));
        assertThat(Sender.signals(first(named("up", sample(1, AT)))).get(0).id())
                .isEqualTo(Sender.signals(once).get(0).id())
                .isNotEqualTo(Sender.signals(first(named("up", sample(1, AT + 1))))
                        .get(0)
                        .id());
    }

    @Test
    void takesARequestThatOnlyDescribesMetrics() {
        Proto metadata = new Proto().whole(1, 1).text(2, "up").text(4, "help");
        assertThat(Sender.signals(first(new Proto().inside(3, metadata)))).isEmpty();
        assertThat(Sender.signals(first(new Proto()))).isEmpty();
    }

    @Test
    void readsNothingOfTheOtherVersion() {
        assertThat(Sender.signals(read(SECOND, named("up", sample(1, AT))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-protobuf;proto=io.prometheus.write.v3.Request",
                "application/x-protobuf;proto="
            })
    void refusesWhatItDoesNotUnderstand(String contentType) {
        Problem problem = ((Reading.Rejected) read(contentType, new Proto())).problem();
        assertThat(problem.status()).isEqualTo(415);
        assertThat(problem.field()).isEqualTo("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-protobuf; proto=prometheus.WriteRequest",
                "application/x-protobuf;charset=utf-8",
                "Application/X-Protobuf"
            })
    void understandsEveryWayToNameVersion1(String contentType) {
        assertThat(Sender.signals(read(contentType, named("up", sample(1, AT)))))
                .hasSize(1);
    }

    @Test
    void refusesAReferenceToNothing() {
        Proto beyond = new Proto().packed(1, 1, 99).inside(2, sample(1, AT));
        Proto odd = new Proto().packed(1, 1).inside(2, sample(1, AT));
        for (Proto timeseries : List.of(beyond, odd)) {
            Problem problem = ((Reading.Rejected) second(symbols(new Proto()).inside(5, timeseries))).problem();
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.code()).isEqualTo("protobuf-malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, SECOND})
    void answersEveryMutationOfARequest(String contentType) {
        byte[] good = contentType.equals(FIRST)
                ? named("up", sample(1, AT)).bytes()
                : symbols(new Proto())
                        .inside(5, new Proto().packed(1, 1, 2).inside(2, sample(1, AT)))
                        .bytes();
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] body = good.clone();
            for (int edits = random.nextInt(4) + 1; edits > 0; edits--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Reading reading = PROMETHEUS.read(FIRST, Map.of("content-type", contentType), body);
            refused += reading instanceof Reading.Rejected ? 1 : 0;
        }
        assertThat(refused).isBetween(300, 2_990);
    }

    @Test
    void keepsNoMoreSamplesThanAMessageMayCarryAndCountsTheRest() {
        // Given
        Proto request = new Proto();
        for (int i = 0; i < 3; i++) {
            Proto timeseries = labels(new Proto(), "__name__", "up_" + i);
            for (int at = 0; at < 4_000; at++) {
                timeseries.inside(2, sample(1, AT - at));
            }
            request.inside(
                    1, timeseries.inside(4, new Proto().whole(1, 1).real(3, 2.5).whole(15, AT)));
        }
        // When
        Reading.Understood understood = (Reading.Understood) first(request);
        // Then
        assertThat(understood.signals()).hasSize(10_000);
        assertThat(understood.rejected()).isBetween(2_000, 2_010);
        assertThat(understood.reason()).contains("more than 10000");
    }

    @Test
    void markersOfSeriesThatHaveGoneTakeNoPlaceOfSamples() {
        // Given
        Proto request = new Proto();
        for (int i = 0; i < 12; i++) {
            Proto timeseries = labels(new Proto(), "__name__", "up_" + i);
            for (int at = 0; at < 1_000; at++) {
                timeseries.inside(2, sample(i < 4 ? Double.NaN : 1, AT - at));
            }
            request.inside(1, timeseries);
        }
        // When
        Reading.Understood understood = (Reading.Understood) first(request);
        // Then
        assertThat(understood.signals()).hasSize(8_000);
        assertThat(understood.rejected()).isZero();
    }

    @Test
    void refusesTextThatIsNoProtobuf() {
        Reading reading = PROMETHEUS.read(FIRST, Map.of(), "up 1".getBytes(UTF_8));
        assertThat(((Reading.Rejected) reading).problem().status()).isEqualTo(400);
    }

    private static Reading first(Proto request) {
        return read(FIRST, request);
    }

    private static Reading second(Proto request) {
        return read(SECOND, request);
    }

    private static Reading read(String contentType, Proto request) {
        String mediaType = contentType.split(";", -1)[0];
        return PROMETHEUS.read(mediaType, Map.of("content-type", contentType), request.bytes());
    }

    private static Proto named(String name, Proto... samples) {
        Proto timeseries = labels(new Proto(), "__name__", name);
        for (Proto sample : samples) {
            timeseries.inside(2, sample);
        }
        return series(timeseries);
    }

    private static Proto series(Proto timeseries) {
        return new Proto().inside(1, timeseries);
    }

    private static Proto labels(Proto into, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            into.inside(1, new Proto().text(1, namesAndValues[i]).text(2, namesAndValues[i + 1]));
        }
        return into;
    }

    private static Proto sample(double value, long atMillis) {
        return new Proto().real(1, value).whole(2, atMillis);
    }

    /** The texts of a request of version 2; {@code 1 2} is its name, {@code 7} a unit. */
    private static Proto symbols(Proto into) {
        for (String symbol :
                List.of("", "__name__", "litellm_spend_metric", "model", "claude-opus-5", "team", "search", "USD")) {
            into.text(4, symbol);
        }
        return into;
    }
}
