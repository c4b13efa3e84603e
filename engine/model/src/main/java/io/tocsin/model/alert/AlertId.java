// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.alert;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How an episode of an alert is called, here and at vendors: the alert's fingerprint, the day the episode began on, and
 * how many there were that day before. Not the second: two members that were cut off from each other see the same alert
 * at different seconds, and it is one page.
 */
public final class AlertId {
    private static final long DAY_SECONDS = 86_400;
    private static final int RADIX = 36;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}-[0-9a-z]{3,4}-[0-9]{1,6}");

    private AlertId() {}

    /** The id of an episode. */
    public static String of(String fingerprint, Instant startsAt, int before) {
        return episodesOf(fingerprint) + Long.toString(startsAt.getEpochSecond() / DAY_SECONDS, RADIX) + "-" + before;
    }

    /** What the ids of all episodes of an alert begin with. */
    public static String episodesOf(String fingerprint) {
        return fingerprint + "-";
    }

    /**
     * Whether a vendor's key has the form of such an id. Then the vendor tells of a page of ours, or of another
     * installation's, even if nobody here knows the alert any more.
     */
    public static boolean isOne(String key) {
        return FORM.matcher(key).matches();
    }
}
