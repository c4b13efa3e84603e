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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forms that only our own pages can send: each carries a token bound to a cookie of the browser and to what the form is about,
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

    /**
     * Writes a form.
     *
     * @param subject path of what the form is about; its buttons lead to this path or below it
     * @param fields writes the fields
     */
    void write(Html html, Exchange exchange, String subject, Runnable fields, List<Button> buttons) {
        html.open("form", "method", "post", "action", buttons.get(0).path());
        html.open("input", "type", "hidden", "name", TOKEN, "value", seal.of(browser(exchange) + "\n" + subject));
        fields.run();
        buttons.forEach(
                button -> html.element("button", button.label(), "class", button.look(), "formaction", button.path()));
        html.close("form");
    }

    /** Reads a form about a subject; a form that is not ours is refused. */
    void read(Exchange exchange, String subject, Consumer<Map<String, String>> then) {
        if (!Body.mediaType(exchange).equals("application/x-www-form-urlencoded")) {
            exchange.refuse(Refusal.of(415, "content-type-unsupported", "this is where our own forms are sent", ""));
            return;
        }
        Body.read(exchange, MAX_BYTES, bytes -> {
            Map<String, String> fields = fields(new String(bytes, StandardCharsets.UTF_8));
            Cookie cookie = exchange.request().getCookie(COOKIE);
            String token = fields.getOrDefault(TOKEN, "");
            if (cookie == null || !seal.matches(cookie.getValue() + "\n" + subject, token)) {
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

    /**
     * A button of a form.
     *
     * @param label what it says
     * @param path where it leads, with POST
     * @param look {@code primary} or {@code plain}
     */
    record Button(String label, String path, String look) {}

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
