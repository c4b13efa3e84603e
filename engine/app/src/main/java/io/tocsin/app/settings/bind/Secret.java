// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

/**
 * A text that must not be shown: a token or a key. Never blank.
 *
 * @param reveal the text itself; for the one place that needs it
 */
public record Secret(String reveal) {
    @Override
    public String toString() {
        return "***";
    }
}
