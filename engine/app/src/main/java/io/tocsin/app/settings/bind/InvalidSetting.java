// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

/** Thrown by the compact constructor of a settings record: a value is out of its range. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * With what is wrong.
     *
     * @param key the key inside the record, dots between levels, such as {@code port}
     * @param expectation what was expected and what was given, such as {@code must be positive, was 0}
     */
    public InvalidSetting(String key, String expectation) {
        super(expectation);
        this.key = key;
    }

    /** The key inside the record. */
    public String key() {
        return key;
    }

    /** @throws InvalidSetting unless the condition holds */
    public static void unless(boolean holds, String key, String expectation) {
        if (!holds) {
            throw new InvalidSetting(key, expectation);
        }
    }
}
