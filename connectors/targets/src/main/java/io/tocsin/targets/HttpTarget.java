// SPDX-License-Identifier: Apache-2.0
package io.tocsin.targets;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One address that runbooks may call. Its secret does not print.
 *
 * @param name by which routes name it: lower-case letters, digits and dashes
 * @param url the whole address, to which nothing is ever added: https, or http to this machine; no credentials, no query
 * @param secret sent as a bearer token, if there is one; it can stand in a header
 * @param timeout longest wait for an answer, above zero and at most one minute
 * @param idempotent whether it does what it is told twice under one {@code Idempotency-Key} once
 */
public record HttpTarget(String name, URI url, Optional<String> secret, Duration timeout, boolean idempotent) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a value is not right, with the key, what was expected and what was given */
    public HttpTarget {
        unless(name, NAME.matcher(name).matches(), "", "must be named with lower-case letters, digits and dashes");
        unless(
                name,
                fit(url),
                "url",
                "must be an absolute https address, or http to this machine, without credentials, query and fragment,"
                        + " was " + url.getScheme() + "://" + url.getHost());
        unless(
                name,
                secret.stream().allMatch(token -> TOKEN.matcher(token).matches()),
                "secret",
                "must be filled in, without white space");
        unless(
                name,
                !timeout.isNegative() && !timeout.isZero() && timeout.compareTo(LONGEST) <= 0,
                "timeout",
                "must be above zero and at most 1m, was " + timeout);
    }

    private static void unless(String name, boolean holds, String field, String expectation) {
        if (!holds) {
            String key = "automation.targets." + name + (field.isEmpty() ? "" : "." + field);
            throw new IllegalArgumentException(key + " " + expectation);
        }
    }

    private static boolean fit(URI url) {
        String host = url.getHost();
        if (host == null || url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return false;
        }
        return "https".equals(url.getScheme()) || "http".equals(url.getScheme()) && LOOPBACK.contains(host);
    }

    @Override
    public String toString() {
        return "HttpTarget[" + name + "]";
    }
}
