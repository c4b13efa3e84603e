// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import java.util.List;
import java.util.Locale;

/**
 * What may be done with one class of data.
 *
 * @param whom whose data
 * @param name the class as callers write it, such as {@code phi}
 * @param regions where it may be processed, lower case; {@code eu-*} stands for every region that begins with {@code eu-};
 *     empty for anywhere
 * @param allowed the regions as people read them
 * @param sensitive whether its tokens are counted per user and day
 */
public record DataClass(Whom whom, String name, List<String> regions, String allowed, boolean sensitive)
        implements Scoped.Entry {

    /** Copies the list. */
    public DataClass {
        regions = List.copyOf(regions);
    }

    DataClass(Whom whom, String name, List<String> regions, boolean sensitive) {
        this(whom, name, regions, String.join(", ", regions), sensitive);
    }

    /** Whether it may not be processed in a region. */
    public boolean forbids(String region) {
        if (regions.isEmpty()) {
            return false;
        }
        String told = region.toLowerCase(Locale.ROOT);
        return regions.stream().noneMatch(allowed -> matches(allowed, told));
    }

    private static boolean matches(String allowed, String region) {
        return allowed.endsWith("*")
                ? region.startsWith(allowed.substring(0, allowed.length() - 1))
                : region.equals(allowed);
    }
}
