// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

/**
 * Something in the price book that can be read but looks wrong.
 *
 * @param line line of the entry in the file, from 1
 * @param model id of the model
 * @param rule which check found it: {@code order}, {@code ratio}, {@code overlap}, {@code gap}, {@code multiplier}
 * @param detail one sentence for people
 */
public record PriceFinding(int line, String model, String rule, String detail) {

    /** One line for people, such as {@code line 42, claude-opus-5: cache-read is not cheaper than input (order)}. */
    public String inWords() {
        return "line " + line + ", " + model + ": " + detail + " (" + rule + ")";
    }
}
