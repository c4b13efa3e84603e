// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.alertmanager;

import io.tocsin.server.http.Answers;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import io.vertx.core.buffer.Buffer;

/** A refusal as the API's clients can read it: one sentence as a JSON string. Thread-safe. */
public final class SentenceAnswers implements Answers {
    /** The one there is. */
    public static final Answers SENTENCE = new SentenceAnswers();

    private SentenceAnswers() {}

    @Override
    public String mediaType() {
        return Exchange.JSON;
    }

    @Override
    public Buffer write(Refusal refusal) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, refusal.hint().isEmpty() ? refusal.detail() : refusal.detail() + "; " + refusal.hint());
        return Buffer.buffer(out.toString());
    }
}
