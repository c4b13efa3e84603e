// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.signal.Ids;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The times of points as parts of ids. The points of an export mostly share both, so they are written down once. */
final class PointTimes {
    private @Nullable Instant at;
    private @Nullable Instant start;
    private byte[] text = Ids.joined(null, null);

    /** What {@link Ids#hash} makes of the two times and of what follows them, as one part. */
    byte[] before(byte[] rest, @Nullable Instant at, @Nullable Instant start) {
        if (!Objects.equals(at, this.at) || !Objects.equals(start, this.start)) {
            this.at = at;
            this.start = start;
            text = Ids.joined(at, start);
        }
        byte[] all = new byte[text.length + rest.length];
        System.arraycopy(text, 0, all, 0, text.length);
        System.arraycopy(rest, 0, all, text.length, rest.length);
        return all;
    }
}
