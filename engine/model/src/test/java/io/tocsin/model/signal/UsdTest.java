// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsdTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000000001", "42500000, 0.0425", "100000000000, 100", "-1500000000, -1.5"})
    void billionthsAreDollarsAndBack(long nano, String usd) {
        assertThat(Usd.of(nano).toPlainString()).isEqualTo(usd);
        assertThat(Usd.nano(new BigDecimal(usd), RoundingMode.UNNECESSARY)).isEqualTo(nano);
    }

    @Test
    void whatIsFinerIsRoundedAsTheCallerSays() {
        BigDecimal fine = new BigDecimal("0.0000000011");

        assertThat(Usd.nano(fine, RoundingMode.CEILING)).isEqualTo(2);
        assertThatThrownBy(() -> Usd.nano(fine, RoundingMode.UNNECESSARY)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void moreThanALongHoldsIsRefused() {
        assertThatThrownBy(() -> Usd.nano(new BigDecimal("10000000000"), RoundingMode.CEILING))
                .isInstanceOf(ArithmeticException.class);
    }
}
