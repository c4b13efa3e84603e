// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.util.List;

/** The settings are not right; nothing may start. The message has one flaw per line, each with its place. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> flaws;

    /** With at least one flaw, each as {@code place: reason}. */
    public SettingsException(List<String> flaws) {
        super(String.join("\n", flaws));
        this.flaws = List.copyOf(flaws);
    }

    /** What is wrong, in the order of the file. */
    public List<String> flaws() {
        return flaws;
    }
}
