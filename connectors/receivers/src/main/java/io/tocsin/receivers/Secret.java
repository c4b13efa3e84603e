// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

/**
 * A key, token or address that must not be seen. It does not print, and it is no record and no bean, so that nothing
 * writes it into JSON by accident. Immutable.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A secret as it was resolved from the environment or a file; surrounding white space is dropped. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** The secret itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** Whether somebody forgot to fill it in: it is blank, or a placeholder is still there. */
    boolean missing() {
        return value.isEmpty() || value.startsWith("${");
    }

    @Override
    public String toString() {
        return "***";
    }
}
