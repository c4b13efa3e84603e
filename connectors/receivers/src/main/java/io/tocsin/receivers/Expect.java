// SPDX-License-Identifier: Apache-2.0
package io.tocsin.receivers;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What settings of receivers must be. Every method throws {@link IllegalArgumentException} with the field, what was
 * expected and, unless it is a secret, what was given.
 */
public final class Expect {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Expect() {}

    /** A name that can be part of an id and of a scheme. */
    public static void name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "receivers: a name must be lower-case letters, digits and dashes, was '" + name + "'");
        }
    }

    /** A secret that was filled in. */
    public static void secret(String name, String field, Secret secret) {
        if (secret.missing()) {
            throw new IllegalArgumentException(
                    field(name, field) + " must be set, as ${env:NAME} or ${file:/path}, was empty or not resolved");
        }
    }

    /** An absolute https address; plain http only to this machine. */
    public static void address(String name, String field, URI address) {
        if (!fit(address)) {
            throw new IllegalArgumentException(field(name, field)
                    + " must be an absolute https address without credentials, was " + address.getScheme() + "://"
                    + address.getHost());
        }
    }

    /** A secret that is an address. */
    public static void secretAddress(String name, String field, Secret secret) {
        secret(name, field, secret);
        if (!fit(URI.create(secret.reveal().matches("\\S+") ? secret.reveal() : ""))) {
            throw new IllegalArgumentException(field(name, field) + " must be an absolute https address");
        }
    }

    /** A span above zero and at most one minute. */
    public static void timeout(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    field(name, "timeout") + " must be above zero and at most " + LONGEST + ", was " + timeout);
        }
    }

    /** Anything else that must hold. */
    public static void that(boolean holds, String name, String field, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException(field(name, field) + " " + expectation);
        }
    }

    private static boolean fit(URI address) {
        String host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            return false;
        }
        return "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && LOOPBACK.contains(host));
    }

    private static String field(String name, String field) {
        return "receivers." + name + "." + field;
    }
}
