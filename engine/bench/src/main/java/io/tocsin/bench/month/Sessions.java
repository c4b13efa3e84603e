// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.util.HexFormat;

/** Names of sessions, each once: nothing in a name says when or for what it was drawn. Not thread-safe. */
final class Sessions {
    /** Odd, so that no number comes twice before all have come. */
    private static final int STEP = 0x9E3779B1;

    private int drawn;

    /** The next name, for a session of a feature. */
    String next(Feature feature) {
        return feature.name() + "-" + HexFormat.of().toHexDigits(++drawn * STEP);
    }
}
