// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

/** A value that cannot be read as what it must be; the message continues the name of the key. */
final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadValue(String expectation) {
        super(expectation);
    }
}
