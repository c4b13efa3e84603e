// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.intake;

/**
 * Why something was not taken, in words that let the sender mend it.
 *
 * @param status the HTTP status it deserves: 400, 413, 415 or 422
 * @param code stable word such as {@code value-range}
 * @param detail what was expected and what was given; never content, at most 200 characters
 * @param field where, such as {@code [3].tokens.input}; empty for the whole body
 * @param hint how to mend it; may be empty
 */
public record Problem(int status, String code, String detail, String field, String hint) {}
