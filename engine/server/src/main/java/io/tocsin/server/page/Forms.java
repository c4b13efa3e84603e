// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.server.http.Body;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.http.Seal;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forms that only our own pages can send: each carries a token bound to a cookie of the browser and to the form's path,
 * and the front door has refused foreign origins before. Thread-safe.
 */
final class Forms {
    private static final String COOKIE = "tocsin_form";
    private static final String TOKEN = "token";
    private static final int MAX_BYTES = 8_192;

    private final Seal seal;
    private final boolean secure;

    Forms(Seal seal, boolean secure) {
        this.seal = seal;
        this.secure = secure;
    }

    /** Writes a form with what the fields write and one button. */
    void write(Html html, Exchange exchange, String path, Runnable fields, String button, String look) {
        html.open("form", "method", "post", "action", path);
        html.open("input", "type", "hidden", "name", TOKEN, "value", seal.of(browser(exchange) + "\n" + path));
        fields.run();
        html.element("button", button, "class", look).close("form");
    }

    /** Reads a form that was sent to the path of this request; a form that is not ours is refused. */
    void read(Exchange exchange, Consumer<Map<String, String>> then) {
        if (!Body.mediaType(exchange).equals("application/x-www-form-urlencoded")) {
            exchange.refuse(Refusal.of(415, "content-type-unsupported", "this is where our own forms are sent", ""));
            return;
        }
        Body.read(exchange, MAX_BYTES, bytes -> {
            Map<String, String> fields = fields(new String(bytes, StandardCharsets.UTF_8));
            Cookie cookie = exchange.request().getCookie(COOKIE);
            String path = String.valueOf(exchange.request().path());
            String token = fields.getOrDefault(TOKEN, "");
            if (cookie == null || !seal.matches(cookie.getValue() + "\n" + path, token)) {
                exchange.refuse(Refusal.of(
                        403,
                        "form-foreign",
                        "the form does not come from a page of this server, or is old",
                        "load the page again"));
            } else {
                then.accept(fields);
            }
        });
    }

    private String browser(Exchange exchange) {
        Cookie known = exchange.request().getCookie(COOKIE);
        if (known != null && !known.getValue().isEmpty()) {
            return known.getValue();
        }
        Cookie fresh = Cookie.cookie(COOKIE, UUID.randomUUID().toString())
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setPath("/");
        exchange.request().response().addCookie(fresh);
        return fresh.getValue();
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? null : decode(pair.substring(0, equals));
            String value = equals < 0 ? null : decode(pair.substring(equals + 1));
            if (name != null && value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
