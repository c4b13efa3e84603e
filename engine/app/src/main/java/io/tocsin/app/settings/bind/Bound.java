// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.util.List;

/**
 * Settings that are right, with where each came from.
 *
 * @param value the settings
 * @param lines every value in the order of the records
 * @param <T> the record
 */
public record Bound<T>(T value, List<Line> lines) {

    /** Copies the list. */
    public Bound {
        lines = List.copyOf(lines);
    }

    /**
     * One value.
     *
     * @param key dots between levels
     * @param written as written; a secret is a reference and shows no more than that
     * @param origin a flag, an environment variable, {@code file:line} or {@code built-in}
     */
    public record Line(String key, String written, String origin) {}
}
