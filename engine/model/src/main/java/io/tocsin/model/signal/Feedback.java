// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * A judgement about an answer: a score that arrived later, or a word of a user.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param kind what sort of judgement
 * @param requestId id of the judged call; null when not told
 * @param score 0 to 1, NaN when there is no number
 */
public record Feedback(
        Origin origin, Attribution who, Kind kind, @Nullable String requestId, double score) implements Signal {
    /** What sort of judgement. */
    public enum Kind {
        EVALUATION,
        THUMBS_UP,
        THUMBS_DOWN,
        COMPLAINT
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.feedback(this);
    }
}
