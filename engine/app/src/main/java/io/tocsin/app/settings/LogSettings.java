// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import io.tocsin.app.settings.bind.Setting;

/**
 * What is logged and how. Logs go to standard error.
 *
 * @param format for people or for machines
 * @param level the least serious line that is written
 */
public record LogSettings(
        @Setting(value = "text for people, json for machines; one line each, on standard error.", fallback = "text")
        Format format,

        @Setting(value = "The least serious line that is written: error, warn, info or debug.", fallback = "info")
        Level level) {

    /** How a line looks. */
    public enum Format {
        TEXT,
        JSON
    }

    /** How serious a line is. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}
