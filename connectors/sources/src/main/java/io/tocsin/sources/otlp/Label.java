// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.pipeline.signal.Fitted;
import io.tocsin.pipeline.signal.SignalDraft;

/**
 * A text that may come again, and the same as the value of a label.
 *
 * @param sent as it was sent
 * @param fitting what is left of it in a label
 * @param utf8 that in UTF-8; read only
 */
record Label(Fitted sent, String fitting, byte[] utf8) {
    static Label of(String text) {
        Fitted sent = Fitted.of(text);
        String fitting = sent.plain() ? text : SignalDraft.fitting(text);
        return new Label(sent, fitting, fitting.getBytes(UTF_8));
    }
}
