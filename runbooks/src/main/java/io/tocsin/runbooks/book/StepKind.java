// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.book;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may happen when a step is done twice; weakest first. Every runbook says which kind it is. */
public enum StepKind {
    /** Changes nothing. */
    READ,
    /** Sets an absolute desired state; doing it twice is doing it once. */
    SET,
    /** The target honours an idempotency key. */
    KEYED,
    /** Must not be repeated once it was sent. */
    ONCE;

    /** The word used in files, such as {@code set}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word, if there is one. */
    public static Optional<StepKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }

    /** Every word, weakest kind first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(StepKind::word).toList();
    }
}
