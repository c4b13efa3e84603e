// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.server.http.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of a request that a door may see: neither credentials, nor names with which a sender could try to steer a
 * routing framework behind it ({@code Camel*}, {@code org.apache.camel*}).
 */
final class Headers {
    private static final List<String> SECRET =
            List.of("authorization", "cookie", "token", "secret", "password", "api-key", "apikey");
    private static final List<String> STEERING = List.of("camel", "org.apache.camel", "operationname");

    private Headers() {}

    /** By name in lower case; the last of several values counts. */
    static Map<String, String> visible(Exchange exchange) {
        Map<String, String> visible = new HashMap<>();
        exchange.request().headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (STEERING.stream().noneMatch(lower::startsWith)
                    && SECRET.stream().noneMatch(lower::contains)) {
                visible.put(lower, value);
            }
        });
        return visible;
    }
}
