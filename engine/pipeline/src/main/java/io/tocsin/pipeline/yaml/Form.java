// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.util.function.Function;

/**
 * What a value must look like. The usual ones are in {@link Forms}.
 *
 * @param expectation continues the sentence "must be …"
 * @param parse makes the value of the text; throws an {@link IllegalArgumentException}, {@link ArithmeticException} or
 *     {@link java.time.DateTimeException} when the text is not of this form
 * @param harmless what reading goes on with after a flaw; it is never used for anything else
 * @param hint how to mend a text that is not of this form; may answer an empty text
 * @param <T> the type of the value
 */
public record Form<T>(String expectation, Function<String, T> parse, T harmless, Function<String, String> hint) {

    /** A form without a hint. */
    public Form(String expectation, Function<String, T> parse, T harmless) {
        this(expectation, parse, harmless, text -> "");
    }
}
