// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that reached a fake, in the order of arrival. Immutable.
 *
 * @param number 1 for the first request of this fake; the number a {@link FaultPlan} speaks of
 * @param at time of arrival on the fake's clock
 * @param method HTTP method, upper case
 * @param path raw path without the query
 * @param headers request headers by lower-case name, first value only; may hold credentials
 * @param body the body as UTF-8 text, empty when there was none; may hold credentials
 * @param status the HTTP status that was decided, 0 when the connection was dropped instead
 */
public record Recorded(
        int number, Instant at, String method, String path, Map<String, String> headers, String body, int status) {

    /** Copies the headers. */
    public Recorded {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Leaves out headers and body: they hold credentials. */
    @Override
    public String toString() {
        return "#" + number + " " + at + " " + method + " " + path + " -> " + status;
    }
}
