// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.pricing;

import io.tocsin.pipeline.yaml.InvalidYaml;

/** The price book cannot be read. The message has one {@code file:line:column: reason} per line. */
public final class PriceBookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PriceBookException(InvalidYaml invalid) {
        super(invalid.getMessage(), invalid);
    }
}
