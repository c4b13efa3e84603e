// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.intake.HeaderNames;
import io.tocsin.server.http.Exchange;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The headers of a request that a door may see. */
final class Headers {
    private Headers() {}

    /** By name in lower case; the last of several values counts. */
    static Map<String, String> visible(Exchange exchange) {
        Map<String, String> visible = new HashMap<>();
        exchange.request().headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HeaderNames.hidden(lower)) {
                visible.put(lower, value);
            }
        });
        return visible;
    }
}
