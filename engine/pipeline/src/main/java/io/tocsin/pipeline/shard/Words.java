// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import org.jspecify.annotations.Nullable;

/** Words that may be missing on a signal and are empty on a fact. */
final class Words {
    private Words() {}

    static String orEmpty(@Nullable String word) {
        return word == null ? "" : word;
    }
}
