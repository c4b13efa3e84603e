// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.Change;
import io.tocsin.model.signal.Cost;
import io.tocsin.model.signal.CostSource;
import io.tocsin.model.signal.ExternalAlert;
import io.tocsin.model.signal.Feedback;
import io.tocsin.model.signal.Heartbeat;
import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.MetricPoint;
import io.tocsin.model.signal.Origin;
import io.tocsin.model.signal.Outcome;
import io.tocsin.model.signal.ProviderStatus;
import io.tocsin.model.signal.RateLimit;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.TokenUsage;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeReaderTest {
    private static final PriceBook BOOK = PriceBook.load(Path.of("../../rules/prices.yaml"));
    private static final Instant NOW = Instant.parse("2026-11-23T16:30:00Z");
    private static final String CALL = "{'type':'llm.call','id':'a','model':'claude-opus-5'}";

    @Test
    void readsACallWithEveryField() {
        // Given
        String body = """
                {'type':'llm.call','id':'req_1','at':'2026-11-23T16:21:11.5+01:00','source':'gateway','tenant':'acme',
                 'team':'search','user':'u1','feature':'bot','session':'s1','workspace':'w1','provider':'anthropic',
                 'model':'claude-opus-5[1m]',
                 'tokens':{'input':2,'cacheRead':15273,'cacheCreation':8271,'cacheCreation1h':8271,'output':4},
                 'costUsdMicros':90457,'status':200,'stopReason':'end_turn','latencySeconds':1.5,'quality':0.25,
                 'refusal':true,'insecure':true,'complexity':2.5,'serviceTier':'batch','speed':'fast','urgent':false,
                 'region':'eu-west-1','dataClass':'phi','contentHash':'abc','prompt':'never kept',
                 'rateLimit':{'inputTokens':{'limit':80000,'remaining':20000,'reset':'2026-11-23T16:22:00Z'},
                              'unified-5h':{'utilization':0.03}}}
                """;
        // When
        List<Signal> signals = understood(body);
        // Then
        LlmCall call = (LlmCall) signals.get(0);
        assertThat(call.id()).isEqualTo("req_1");
        assertThat(call.at()).isEqualTo("2026-11-23T15:21:11.500Z");
        assertThat(call.model()).isEqualTo("claude-opus-5");
        assertThat(call.tokens()).isEqualTo(new TokenUsage(2, 15_273, 8_271, 8_271, 4));
        assertThat(call.cost()).isEqualTo(new Cost(90_457_000, CostSource.REPORTED));
        assertThat(call.who().workspace()).isEqualTo("w1");
        assertThat(call.handling().urgent()).isFalse();
        assertThat(call.handling().contentHash()).isEqualTo("abc");
        assertThat(call.result().flaggedRefusal()).isTrue();
        assertThat(signals)
                .hasSize(3)
                .allSatisfy(signal -> assertThat(signal.toString()).doesNotContain("never kept"));
        assertThat(signals.get(1))
                .isEqualTo(new RateLimit(
                        new Origin("req_1#input-tokens", call.at(), "gateway", "acme"),
                        call.who(),
                        "anthropic",
                        "opus",
                        "input-tokens",
                        80_000,
                        20_000,
                        0.75,
                        Instant.parse("2026-11-23T16:22:00Z")));
        assertThat(((RateLimit) signals.get(2)).utilisation()).isEqualTo(0.03);
    }

    @Test
    void fillsInWhatACallDoesNotTell() {
        LlmCall call = (LlmCall) understood("{'type':'llm.call','model':'claude-haiku-4-5','tokens':{'input':1000}}")
                .get(0);
        assertThat(call.at()).isEqualTo(NOW);
        assertThat(call.origin().source()).isEqualTo("native");
        assertThat(call.tenant()).isEqualTo("acme");
        assertThat(call.provider()).isEqualTo("anthropic");
        assertThat(call.id()).matches("auto-[0-9a-f]{32}");
        assertThat(call.cost()).isEqualTo(new Cost(1_000_000, CostSource.PRICE_BOOK));
        assertThat(call.result().latencySeconds()).isNegative();
        assertThat(call.handling().urgent()).isTrue();
    }

    @Test
    void derivesMissingIdsFromContentArrivalAndPlace() {
        String twice = "[{'type':'llm.call','model':'m'},{'type':'llm.call','model':'m'}]";
        List<Signal> once = understood(twice);
        assertThat(once.get(0).id()).isNotEqualTo(once.get(1).id());
        assertThat(understood(twice)).isEqualTo(once);
        assertThat(understood(twice.replace("'m'", "'n'")).get(0).id())
                .isNotEqualTo(once.get(0).id());
    }

    @Test
    void derivesMissingIdsFromTheDeliveryThatWouldBeRepeated() {
        // Given
        String twice = "[{'type':'llm.call','model':'m'},{'type':'llm.call','model':'m'}]".replace('\'', '"');

        // When
        List<String> first = ids(twice, NOW, "d-1");

        // Then
        assertThat(first).doesNotHaveDuplicates().hasSize(2);
        assertThat(ids(twice, NOW.plusSeconds(90), "d-1")).isEqualTo(first);
        assertThat(ids(twice, NOW, "d-2")).doesNotContainAnyElementsOf(first);
        assertThat(ids(twice, NOW.plusSeconds(90), "")).doesNotContainAnyElementsOf(ids(twice, NOW, ""));
    }

    private static List<String> ids(String body, Instant receivedAt, String delivery) {
        Message message = new Message(body.getBytes(UTF_8), "application/json", Map.of(), "acme", receivedAt, delivery);
        return ((Reading.Understood) SignalCodec.readNative(message, BOOK))
                .signals().stream().map(Signal::id).toList();
    }

    @Test
    void pricesAnUnknownModelAtTheDearestTierAndNeverAtZero() {
        LlmCall call = (LlmCall) understood("{'type':'llm.call','id':'a','model':'x','tokens':{'output':1}}")
                .get(0);
        assertThat(call.cost()).isEqualTo(new Cost(50_000, CostSource.DEAREST_TIER));
        assertThat(call.provider()).isEqualTo("unknown");
    }

    @Test
    void billsNoRefusalBeforeOutputAndNoCallWithoutTokens() {
        String refusal =
                "{'type':'llm.call','id':'a','model':'claude-opus-5','stopReason':'refusal','tokens':{'input':9}}";
        assertThat(((LlmCall) understood(refusal).get(0)).cost()).isEqualTo(Cost.NONE);
        assertThat(((LlmCall) understood(CALL).get(0)).cost()).isEqualTo(Cost.NONE);
    }

    @Test
    void readsEveryOtherType() {
        List<Signal> signals = understood("""
                [{'type':'rate.limit','id':'1','model':'claude-opus-5','dimension':'requests','limit':100,'remaining':5},
                 {'type':'metric','id':'2','name':'queue','value':-3.5,'temporality':'delta','labels':{'a':'b','n':7}},
                 {'type':'alert','id':'3','tool':'grafana','name':'Slow','state':'resolved','endsAt':'2026-11-23T16:29:00Z'},
                 {'type':'provider.status','id':'4','provider':'anthropic','component':'API','level':'partial-outage'},
                 {'type':'change','id':'5','kind':'deploy','subject':'router','summary':'2.14'},
                 {'type':'outcome','id':'6','kind':'lead','revenueUsd':12.5},
                 {'type':'feedback','id':'7','kind':'thumbs-down','requestId':'req_1'},
                 {'type':'heartbeat','id':'8','job':'nightly','interval':'PT5M'}]
                """);
        assertThat(((RateLimit) signals.get(0)).utilisation()).isEqualTo(0.95);
        assertThat(((RateLimit) signals.get(0)).family()).isEqualTo("opus");
        assertThat((MetricPoint) signals.get(1)).satisfies(metric -> {
            assertThat(metric.temporality()).isEqualTo(MetricPoint.Temporality.DELTA);
            assertThat(metric.labels()).isEqualTo(Map.of("a", "b", "n", "7"));
        });
        assertThat((ExternalAlert) signals.get(2)).satisfies(alert -> {
            assertThat(alert.firing()).isFalse();
            assertThat(alert.endsAt()).isEqualTo("2026-11-23T16:29:00Z");
            assertThat(alert.fingerprint()).hasSize(32);
        });
        assertThat(((ProviderStatus) signals.get(3)).level()).isEqualTo(ProviderStatus.Level.PARTIAL_OUTAGE);
        assertThat(((Change) signals.get(4)).kind()).isEqualTo(Change.Kind.DEPLOY);
        assertThat(((Outcome) signals.get(5)).count()).isEqualTo(1);
        assertThat(((Feedback) signals.get(6)).kind()).isEqualTo(Feedback.Kind.THUMBS_DOWN);
        assertThat(((Heartbeat) signals.get(7)).interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 0",
        "application/x-ndjson, 0",
        "'', 0",
        "text/plain, 0",
        "application/json, 1",
        "application/x-ndjson, 2",
        "application/x-www-form-urlencoded, 2",
        "'', 2"
    })
    void readsAnObjectAnArrayOrLines(String contentType, int shape) {
        String[] bodies = {CALL, "[" + CALL + "," + CALL + "]", "\n" + CALL + "\r\n\n" + CALL + "\n"};
        assertThat(understood(contentType, bodies[shape])).hasSize(shape == 0 ? 1 : 2);
    }

    @Test
    void readsAnEmptyArray() {
        assertThat(understood("[]")).isEmpty();
    }

    @Test
    void clampsASmallStepIntoTheFuture() {
        String ahead = CALL.replace("'id'", "'at':'2026-11-23T16:34:59Z','id'");
        assertThat(understood(ahead).get(0).at()).isEqualTo(NOW);
    }

    @Test
    void dropsLongContentInFieldsItDoesNotKnow() {
        String body = CALL.replace("}", ",'prompt':'" + "x".repeat(1_000_000) + "','messages':[{'content':['deep']}]}");
        assertThat(understood(body).toString()).doesNotContain("xxx", "deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | 400 | json-malformed | ''",
                "'   ' | 400 | json-malformed | ''",
                "{'type':| 400 | json-malformed | ''",
                "[{'type':'llm.call','model':'m'} | 400 | json-malformed | ''",
                "{'type':'llm.call','model':'m'}x | 400 | json-malformed | ''",
                "{'type':'llm.call','model':'m'}{} | 400 | json-malformed | ''",
                "[]] | 400 | json-malformed | ''",
                "{'type':'llm.call','model':'m','model':'n'} | 400 | json-duplicate-key | ''",
                "{'type':'llm.call','model':'m','tokens':{'input':1,'input':2}} | 400 | json-duplicate-key | ''",
                "{'type':'llm.call','model':'m','tokens':{'input':1},'tokens':{}} | 400 | json-duplicate-key | ''",
                "{'type':'llm.call','model':'m','labels':{'a':'b','a':'c'}} | 400 | json-duplicate-key | ''",
                "7 | 422 | schema | ''",
                "[7] | 422 | schema | [0]",
                "[[]] | 422 | schema | [0]",
                "{} | 422 | schema | type",
                "{'type':'nonsense'} | 422 | schema | type",
                "{'type':7} | 422 | schema | type",
                "{'type':'llm.call'} | 422 | schema | model",
                "[@,{'type':'llm.call','model':'m','tokens':{'input':-1}}] | 422 | value-range | [1].tokens.input",
                "{@,'tokens':{'input':1.5}} | 422 | schema | tokens.input",
                "{@,'tokens':{'input':'12'}} | 422 | schema | tokens.input",
                "{@,'tokens':[1]} | 422 | schema | tokens",
                "{@,'tokens':{'input':100000001}} | 422 | value-range | tokens.input",
                "{@,'tokens':{'output':99999999999999999999}} | 422 | value-range | tokens.output",
                "{@,'tokens':{'cacheCreation1h':1}} | 422 | value-range | tokens.cacheCreation1h",
                "{@,'costUsd':-0.01} | 422 | value-range | costUsd",
                "{@,'costUsd':100000.01} | 422 | value-range | costUsd",
                "{@,'costUsd':1e999} | 422 | value-range | costUsd",
                "{@,'costUsd':NaN} | 422 | value-range | costUsd",
                "{@,'costUsd':-Infinity} | 422 | value-range | costUsd",
                "{@,'costUsdMicros':100000000001} | 422 | value-range | costUsdMicros",
                "{@,'latencySeconds':86401} | 422 | value-range | latencySeconds",
                "{@,'latencySeconds':-1} | 422 | value-range | latencySeconds",
                "{@,'quality':1.01} | 422 | value-range | quality",
                "{@,'urgent':'yes'} | 422 | schema | urgent",
                "{@,'user':' '} | 422 | label-invalid | user",
                "{@,'user':''} | 422 | label-invalid | user",
                "{@,'user':'a\\u0007'} | 422 | label-invalid | user",
                "{@,'user':'\\ud83d'} | 422 | label-invalid | user",
                "{@,'team':{}} | 422 | schema | team",
                "{@,'id':''} | 422 | id-invalid | id",
                "{@,'id':'a\\nb'} | 422 | id-invalid | id",
                "{@,'at':'2014-12-31T23:59:59Z'} | 422 | time-range | at",
                "{@,'at':'2026-11-23T16:35:01Z'} | 422 | time-range | at",
                "{@,'at':'yesterday'} | 422 | time-range | at",
                "{@,'at':1700000000} | 422 | schema | at",
                "{@,'tenant':'other'} | 422 | tenant-mismatch | tenant",
                "{@,'rateLimit':{'requests':{'limit':-1,'remaining':0}}} | 422 | value-range | limit",
                "{@,'rateLimit':{'requests':{'limit':1}}} | 422 | schema | rateLimit.requests",
                "{@,'rateLimit':{'requests':7}} | 422 | schema | rateLimit.requests",
                "{'type':'metric','name':'n'} | 422 | schema | value",
                "{'type':'metric','name':'n','value':1e999} | 422 | value-range | value",
                "{'type':'metric','name':'n','value':1,'labels':{'a':[1]}} | 422 | schema | labels",
                "{'type':'metric','name':'n','value':1,'temporality':'monthly'} | 422 | schema | temporality",
                "{'type':'alert','name':'n','state':'maybe'} | 422 | schema | state",
                "{'type':'alert','name':'n','state':'firing','link':'javascript:alert(1)'} | 422 | schema | link",
                "{'type':'change','kind':'whim','subject':'s'} | 422 | schema | kind",
                "{'type':'provider.status','provider':'p','component':'c','level':'bad'} | 422 | schema | level",
                "{'type':'rate.limit','provider':'p','dimension':'d','limit':5} | 422 | schema | limit",
                "{'type':'heartbeat','job':'j','interval':'PT0S'} | 422 | value-range | interval",
                "{'type':'heartbeat','job':'j','interval':'often'} | 422 | schema | interval",
                "{'type':'outcome','kind':'lead','count':-1} | 422 | value-range | count"
            })
    void refusesWithAFieldAndAReason(String body, int status, String code, String field) {
        String call = "'type':'llm.call','model':'m'";
        String completed = body.startsWith("{@") ? body.replace("@", call) : body.replace("@", "{" + call + "}");
        Problem problem = rejected("application/json", completed.getBytes(UTF_8), true);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).isNotBlank().hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThat(rejected("application/json", "{'a':1,}".getBytes(UTF_8), true)
                        .detail())
                .isEqualTo("not JSON at byte 7 (line 1, column 8)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void refusesWhatGoesBeyondTheLimits(int which) {
        String call = "{'type':'llm.call','model':'m',";
        String[] bodies = {
            call + "'x':" + "[".repeat(65) + "]".repeat(65) + "}",
            call + "'x':" + "[".repeat(100_000),
            call + "'user':'" + "x".repeat(1_000_000) + "'}",
            call + "'costUsd':" + "9".repeat(10_000) + "}",
            call + "'tokens':{'input':" + "9".repeat(10_000) + "}}",
            call + "'" + "k".repeat(100_000) + "':1}"
        };
        Problem problem = rejected("application/json", bodies[which].getBytes(UTF_8), true);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("json-limits");
    }

    @Test
    void refusesLabelsThatAreTooLong() {
        String body = CALL.replace("'a'", "'" + "i".repeat(256) + "'");
        assertThat(rejected("application/json", body.getBytes(UTF_8), true).code())
                .isEqualTo("id-invalid");
        assertThat(understood(body.replace("i".repeat(256), "i".repeat(255)))).hasSize(1);
    }

    @Test
    void takesNoMoreThanTenThousandEvents() {
        String tenThousand = (CALL + "\n").repeat(10_000);
        assertThat(understood("application/x-ndjson", tenThousand)).hasSize(10_000);
        Problem problem = rejected("application/x-ndjson", (tenThousand + CALL).getBytes(UTF_8), true);
        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("batch-limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"efbbbf7b7d", "7b22c328227d", "7b22eda080227d", "7b00220061", "fffe7b007d00", "80", "f8888080"})
    void refusesWhatIsNotPlainUtf8(String hex) {
        Problem problem = rejected("application/json", HexFormat.of().parseHex(hex), false);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("encoding-invalid");
    }

    @Test
    void neverQuotesContentInAProblem() {
        String[] bodies = {
            "{'type':'llm.call','prompt':'my secret','model':}",
            "{'type':'llm.call','model':'m','user':'my secret\\u0001'}",
            "{'type':'my secret'}",
            "{'type':'llm.call','model':'m','at':'my secret'}",
            "{'my secret':1,'my secret':2}"
        };
        for (String body : bodies) {
            assertThat(rejected("application/json", body.getBytes(UTF_8), true).toString())
                    .doesNotContain("my secret");
        }
    }

    private static List<Signal> understood(String body) {
        return understood("application/json", body);
    }

    private static List<Signal> understood(String contentType, String body) {
        Reading reading = read(contentType, body.replace('\'', '"').getBytes(UTF_8));
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return ((Reading.Understood) reading).signals();
    }

    private static Problem rejected(String contentType, byte[] body, boolean quote) {
        byte[] bytes = quote ? new String(body, UTF_8).replace('\'', '"').getBytes(UTF_8) : body;
        Reading reading = read(contentType, bytes);
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected) reading).problem();
    }

    private static Reading read(String contentType, byte[] body) {
        return SignalCodec.readNative(new Message(body, contentType, Map.of(), "acme", NOW), BOOK);
    }
}
