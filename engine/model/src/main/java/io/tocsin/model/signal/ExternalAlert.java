// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert of another monitoring tool.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param tool the tool, such as {@code alertmanager}
 * @param fingerprint the tool's own identity of the alert, stable from firing to resolved
 * @param name the alert's name in the tool
 * @param firing true while it fires, false once resolved
 * @param severity the tool's word, lower case; null when not told
 * @param summary one line, without secrets
 * @param value the value that tripped it, NaN when not told
 * @param threshold the threshold it tripped, NaN when not told
 * @param startsAt when it began
 * @param endsAt when it ended; while it fires when it is over unless it is told again, null when only the tool can end it
 * @param labels its labels, sorted by key, immutable
 * @param link where to look; null when not told
 */
public record ExternalAlert(
        Origin origin,
        Attribution who,
        String tool,
        String fingerprint,
        String name,
        boolean firing,
        @Nullable String severity,
        String summary,
        double value,
        double threshold,
        Instant startsAt,
        @Nullable Instant endsAt,
        Map<String, String> labels,
        @Nullable String link)
        implements Signal {
    /** Copies the labels. */
    public ExternalAlert {
        labels = Labels.copyOf(labels);
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.externalAlert(this);
    }
}
