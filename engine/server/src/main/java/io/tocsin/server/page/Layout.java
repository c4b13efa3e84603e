// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.model.alert.TimelineEntry;
import io.tocsin.server.http.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.function.Consumer;

/** What all pages share: head, header, and what a browser may do with them, which is almost nothing. */
final class Layout {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";

    private Layout() {}

    /** Answers with a page. */
    static void send(Exchange exchange, int status, String title, Consumer<Html> main) {
        send(exchange, status, title, 0, main);
    }

    /** Answers with a page that loads itself anew after some seconds; 0 for never. */
    static void send(Exchange exchange, int status, String title, int refreshSeconds, Consumer<Html> main) {
        Html html = new Html();
        html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        if (refreshSeconds > 0) {
            html.open("meta", "http-equiv", "refresh", "content", Integer.toString(refreshSeconds));
        }
        html.element("title", title + " · Tocsin");
        html.open("link", "rel", "icon", "href", "/tocsin.svg")
                .open("link", "rel", "stylesheet", "href", "/tocsin.css");
        html.close("head").open("body").open("header").open("a", "href", "/", "class", "brand");
        html.open("img", "src", "/tocsin.svg", "alt", "", "width", "22", "height", "22")
                .text("Tocsin")
                .close("a");
        if (!exchange.caller().isEmpty()) {
            html.element("span", exchange.caller(), "class", "muted");
        }
        html.close("header").open("main");
        main.accept(html);
        html.close("main").close("body").close("html");
        harden(exchange);
        exchange.answer(status, "text/html; charset=utf-8", "<!doctype html>" + html);
    }

    /** A history, oldest first. */
    static void timeline(Html html, List<TimelineEntry> entries) {
        html.element("h2", "Timeline").open("ol", "class", "timeline");
        for (TimelineEntry entry : entries) {
            String full = Words.time(entry.at());
            html.open("li").element("time", Words.clock(entry.at()), "title", full);
            html.open("span")
                    .element("b", entry.kind())
                    .text(" " + entry.text())
                    .close("span")
                    .close("li");
        }
        html.close("ol");
    }

    private static void harden(Exchange exchange) {
        MultiMap headers = exchange.request().response().headers();
        headers.set("content-security-policy", POLICY);
        headers.set("referrer-policy", "same-origin");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
