// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who has signed in with a browser, kept in a sealed cookie: nothing is stored here. Thread-safe. */
public final class Sessions {
    private static final String COOKIE = "tocsin_session";
    private static final Duration LIFE = Duration.ofHours(12);

    private final Seal seal;
    private final Clock clock;
    private final boolean secure;

    /**
     * Sessions of this process.
     *
     * @param secure whether people come over https
     */
    public Sessions(Seal seal, Clock clock, boolean secure) {
        this.seal = seal;
        this.clock = clock;
        this.secure = secure;
    }

    /** Starts a session in the caller's browser. */
    public void start(Exchange exchange, String name) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + "." + clock.instant().plus(LIFE).getEpochSecond();
        exchange.request()
                .response()
                .addCookie(Cookie.cookie(COOKIE, text + "." + seal.of(text))
                        .setHttpOnly(true)
                        .setSecure(secure)
                        .setSameSite(CookieSameSite.STRICT)
                        .setPath("/")
                        .setMaxAge(LIFE.toSeconds()));
    }

    /** The name of who has signed in; null when nobody has, or too long ago. */
    public @Nullable String name(Exchange exchange) {
        Cookie cookie = exchange.request().getCookie(COOKIE);
        int end = cookie == null ? -1 : cookie.getValue().lastIndexOf('.');
        if (cookie == null || end < 0) {
            return null;
        }
        String text = cookie.getValue().substring(0, end);
        if (!seal.matches(text, cookie.getValue().substring(end + 1))) {
            return null;
        }
        int dot = text.indexOf('.');
        Instant until = Instant.ofEpochSecond(Long.parseLong(text.substring(dot + 1)));
        return clock.instant().isAfter(until)
                ? null
                : new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.UTF_8);
    }
}
