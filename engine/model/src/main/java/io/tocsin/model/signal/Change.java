// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * Something that was changed on purpose: the first place to look when numbers move.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param kind what was changed
 * @param subject the thing changed, such as {@code search-router}
 * @param summary one line, such as {@code deploy search-router 2.14}
 * @param link where to look; null when not told
 */
public record Change(
        Origin origin,
        Attribution who,
        Kind kind,
        String subject,
        String summary,
        @Nullable String link) implements Signal {
    /** What was changed. */
    public enum Kind {
        DEPLOY,
        CONFIG,
        PRICE,
        ROUTE,
        FLAG
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.change(this);
    }
}
