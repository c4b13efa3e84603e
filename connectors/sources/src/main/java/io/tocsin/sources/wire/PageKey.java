// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import io.tocsin.model.alert.AlertId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a tool that pages people calls one of our pages. */
public final class PageKey {
    private static final int LONGEST_NAME = 100;

    private PageKey() {}

    /** The id of our alert, if the key is one of ours. */
    public static Optional<String> of(@Nullable String key) {
        return Optional.ofNullable(key).filter(AlertId::isOne);
    }

    /** Who did something there, on one short line; the name of the tool when nobody is named. */
    public static String by(@Nullable String person, String tool) {
        String name = person == null
                ? ""
                : person.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " ").strip();
        return name.isEmpty() ? tool : name.substring(0, Math.min(name.length(), LONGEST_NAME)) + " (" + tool + ")";
    }
}
