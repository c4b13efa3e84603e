// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as a fake judges it.
 *
 * @param rawQuery what stands after the question mark; empty when nothing does
 * @param query its parameters; the last of equal names
 * @param bytes length of the body on the wire, which the vendors limit
 */
record Call(
        int number,
        Instant at,
        String method,
        String path,
        String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        int bytes) {

    static Call read(HttpExchange exchange, int number, Instant at) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Call(
                number,
                at,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery() == null
                        ? ""
                        : exchange.getRequestURI().getRawQuery(),
                form(exchange.getRequestURI().getRawQuery()),
                headers,
                new String(body, UTF_8),
                body.length);
    }

    /** Pairs of {@code application/x-www-form-urlencoded} text; the last of equal names wins. */
    static Map<String, String> form(@Nullable String encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return pairs;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
        }
        return pairs;
    }

    /** Every value of a parameter that may be given several times, in order. */
    List<String> values(String name) {
        return Arrays.stream(rawQuery.split("&", -1))
                .map(Call::form)
                .filter(pair -> pair.containsKey(name))
                .map(pair -> pair.getOrDefault(name, ""))
                .toList();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    boolean isJson() {
        return header("content-type")
                .filter(type -> mediaType(type).equals("application/json"))
                .isPresent();
    }

    boolean isForm() {
        return header("content-type")
                .filter(type -> mediaType(type).equals("application/x-www-form-urlencoded"))
                .isPresent();
    }

    Recorded recorded(int status) {
        return new Recorded(number, at, method, path, headers, body, status);
    }

    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
