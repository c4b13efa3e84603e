// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.util.regex.Pattern;

/**
 * Somebody who may push. Immutable; thread-safe.
 *
 * @param name its name in the address: lower case letters, digits and hyphens, at most 63
 * @param tool the door that reads it, such as {@code grafana}
 * @param tenant the tenant its signals belong to; empty for the server's own
 * @param proof how it shows who it is
 * @param test whether what it sends is only read and shown, and nothing comes of it
 * @param perSecond most deliveries a second, on average
 * @param idHeader header with the delivery's id; empty when it sends none
 */
public record Source(
        String name, String tool, String tenant, Proof proof, boolean test, int perSecond, String idHeader) {
    /** The built-in quota. */
    public static final int PER_SECOND = 1_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException if the name does not fit an address, or the quota is not positive */
    public Source {
        if (!named(name)) {
            throw new IllegalArgumentException("the name of a source must be lower case letters, digits and hyphens");
        }
        if (perSecond < 1) {
            throw new IllegalArgumentException("per-second of the source " + name + " must be positive");
        }
    }

    /** A tool with a key in the path, everything else built in. */
    public static Source of(String tool, Proof proof) {
        return new Source(tool, tool, "", proof, false, PER_SECOND, DeliveryId.header(tool));
    }

    /** The same with another proof. */
    public Source proving(Proof other) {
        return new Source(name, tool, tenant, other, test, perSecond, idHeader);
    }

    /** Whether a source may have this name. */
    public static boolean named(String name) {
        return NAME.matcher(name).matches();
    }
}
