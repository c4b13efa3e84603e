// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

/** The price book cannot be read. The message is {@code file:line: reason}. */
public final class PriceBookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PriceBookException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }
}
