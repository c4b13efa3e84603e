// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers.page;

/** A template needs a value that the alert does not have. */
final class MissingValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingValueException(String name) {
        super("no value for {" + name + "}");
    }
}
