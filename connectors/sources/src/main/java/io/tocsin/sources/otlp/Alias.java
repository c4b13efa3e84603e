// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import java.util.EnumSet;
import java.util.Set;

/** The fields whose attribute has been spelled in several ways: the first column of {@code attributes.csv}. */
enum Alias {
    OPERATION("operation"),
    PROVIDER("provider"),
    MODEL("model"),
    INPUT("input"),
    OUTPUT("output"),
    TOTAL("total"),
    CACHE_READ("cacheRead"),
    CACHE_CREATION("cacheCreation"),
    STOP_REASON("stopReason"),
    ERROR_TYPE("errorType"),
    STATUS("status"),
    RESPONSE_ID("responseId"),
    SESSION("session"),
    SERVICE_TIER("serviceTier"),
    SCORE_NAME("scoreName"),
    SCORE("score"),
    SCORE_LABEL("scoreLabel"),
    TEAM("team"),
    USER("user"),
    FEATURE("feature"),
    WORKSPACE("workspace"),
    REGION("region"),
    DATA_CLASS("dataClass"),
    COMPLEXITY("complexity"),
    QUALITY("quality");

    private static final Set<Alias> PECULIAR = EnumSet.of(RESPONSE_ID, SESSION, USER);

    private final String word;

    Alias(String word) {
        this.word = word;
    }

    /** Whether the same few texts come over and over, as names of models do and ids do not. */
    boolean repeats() {
        return !PECULIAR.contains(this);
    }

    /** As the table writes it. @throws IllegalArgumentException if there is no such field */
    static Alias of(String word) {
        for (Alias alias : values()) {
            if (alias.word.equals(word)) {
                return alias;
            }
        }
        throw new IllegalArgumentException("attributes.csv names a field that does not exist: " + word);
    }
}
