// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.signal.LlmCall;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest {
    private static final String HEAD = "TIMESTAMP,ContextTokens,GeneratedTokens";

    private static CsvFormat format(String head) {
        return new CsvFormat(
                CsvHeader.of(head),
                Repository.rules().policy().prices(),
                LocalDate.parse("2026-11-01"),
                new Casting(7));
    }

    private static LlmCall call(String head, String row) {
        TraceRow.Read read = (TraceRow.Read) format(head).read(2, row);
        return (LlmCall) read.signals().get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2023-11-16 18:17:03.9799600       | 2023-11-16T18:17:03.979960Z
            2023-11-16 18:17:03               | 2023-11-16T18:17:03Z
            2023-11-16T18:17:03.5             | 2023-11-16T18:17:03.500Z
            2023-11-16 18:17:03+02:00         | 2023-11-16T16:17:03Z
            2023-11-16T18:17:03Z              | 2023-11-16T18:17:03Z
            """)
    void readsTimesAsUtcUnlessTheySayOtherwise(String written, Instant expected) {
        assertThat(call(HEAD, written + ",10,2").at()).isEqualTo(expected);
    }

    @Test
    void findsColumnsWhateverTheirCaseOrderAndCompany() {
        // When
        LlmCall call = call("region, generatedtokens ,\"TimeStamp\",CONTEXTTOKENS", "eu,12,2023-11-16 18:17:03,345");

        // Then
        assertThat(call.tokens().inputTokens()).isEqualTo(345);
        assertThat(call.tokens().outputTokens()).isEqualTo(12);
        assertThat(call.at()).isEqualTo("2023-11-16T18:17:03Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2023-11-16 18:17:03,10          | must have 3 cells, has 2
            2023-11-16 18:17:03,10,2,9      | must have 3 cells, has 4
            yesterday,10,2                  | TIMESTAMP must be a time such as 2023-11-16 18:17:03.9799600, was 'yesterday'
            2023-11-16 18:17:03,-1,2        | ContextTokens must be a whole number from 0, was '-1'
            2023-11-16 18:17:03,1.5,2       | ContextTokens must be a whole number from 0, was '1.5'
            2023-11-16 18:17:03,10,         | GeneratedTokens must be a whole number from 0, was ''
            """)
    void saysWhatIsWrongWithARow(String row, String reason) {
        assertThat(format(HEAD).read(9, row)).isEqualTo(new TraceRow.Bad(9, reason));
    }

    @Test
    void letsTheGateRefuseWhatNoRequestCanHold() {
        assertThat(format(HEAD).read(9, "2023-11-16 18:17:03,200000000,2"))
                .isInstanceOfSatisfying(
                        TraceRow.Bad.class, bad -> assertThat(bad.reason()).startsWith("tokens.input "));
    }

    @Test
    void namesTheColumnThatIsMissing() {
        assertThatThrownBy(() -> CsvHeader.of("TIMESTAMP,Tokens,GeneratedTokens"))
                .hasMessage("expected the columns TIMESTAMP,ContextTokens,GeneratedTokens; there is no contexttokens");
    }

    @Test
    void castsTheSameRowAlwaysTheSameAndOtherSeedsOtherwise() {
        // Given
        Instant at = Instant.parse("2023-11-16T18:17:03Z");
        Casting casting = new Casting(7);

        // Then
        assertThat(casting.role(100, at)).isEqualTo(new Casting(7).role(100, at));
        assertThat(java.util.stream.LongStream.range(0, 50).mapToObj(row -> casting.role(row, at)))
                .isNotEqualTo(java.util.stream.LongStream.range(0, 50)
                        .mapToObj(row -> new Casting(8).role(row, at))
                        .toList());
    }
}
