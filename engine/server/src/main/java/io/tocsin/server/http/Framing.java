// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * Whether the headers of a request leave no doubt where they and the body end. A proxy in front of this server may see an
 * end elsewhere, and what follows would then be a request that nobody checked (RFC 9110 §5.5, RFC 9112 §6.1 and §6.3).
 */
final class Framing {
    private static final char FIRST_PRINTABLE = 0x21;
    private static final char LAST_PRINTABLE = 0x7e;

    private Framing() {}

    /** Names without blanks, values without line ends and NUL, and no coding of the body but {@code chunked}, once. */
    static boolean sound(MultiMap headers) {
        for (Map.Entry<String, String> header : headers) {
            if (!isName(header.getKey()) || !isValue(header.getValue())) {
                return false;
            }
        }
        List<String> codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.isEmpty() || codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter < FIRST_PRINTABLE || letter > LAST_PRINTABLE || letter == ':') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '\r' || letter == '\n' || letter == 0) {
                return false;
            }
        }
        return true;
    }
}
