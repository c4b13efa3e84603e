// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.signal.Problems;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How many things stand inside a body, counted before they are built: one that is empty takes two bytes of a body, next to
 * nothing of a compressed one, and a hundred of memory.
 */
public final class Parts {
    /** As many as 8 MiB of spans hold when each attribute, two messages of it, takes its usual 35 bytes. */
    public static final int MOST = 500_000;

    private Parts() {}

    /** What a sender of too many is told. */
    public static Problem tooMany() {
        return Problems.tooLarge(
                "too-many-parts",
                "more than " + MOST + " objects or messages, one inside the other, in one body",
                "send it in several requests");
    }

    /** A parser of JSON that goes no further than {@link #MOST} objects and lists. */
    static JsonParser counting(JsonParser parser) {
        return new Counting(parser);
    }

    /** There are too many. */
    public static final class TooMany extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Counting extends JsonParserDelegate {
        private int found;

        Counting(JsonParser parser) {
            super(parser);
        }

        @Override
        public @Nullable JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token != null && token.isStructStart() && ++found > MOST) {
                throw new TooMany();
            }
            return token;
        }
    }
}
