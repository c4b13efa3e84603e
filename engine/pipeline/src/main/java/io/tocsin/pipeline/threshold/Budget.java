// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import java.time.ZoneId;

/**
 * How much a scope may spend in a period.
 *
 * @param scope whose budget it is
 * @param period how long it lasts
 * @param nanoUsd billionths of a US dollar, positive
 * @param zone where its days and months begin
 */
public record Budget(Scope scope, Period period, long nanoUsd, ZoneId zone) {

    /** How long a budget lasts. */
    public enum Period {
        DAY("day"),
        MONTH("month");

        private final String word;

        Period(String word) {
            this.word = word;
        }

        /** The word used in files and facts. */
        public String word() {
            return word;
        }
    }
}
