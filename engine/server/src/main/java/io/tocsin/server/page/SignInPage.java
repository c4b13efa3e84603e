// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.server.http.Authentication;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Sessions;
import java.util.List;

/** {@code /sign-in}: a person shows a token once and is known for half a day. Thread-safe. */
final class SignInPage {
    private static final String PATH = "/sign-in";

    private final Authentication authentication;
    private final Sessions sessions;
    private final Forms forms;

    SignInPage(Authentication authentication, Sessions sessions, Forms forms) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.forms = forms;
    }

    /** Shows it. */
    public void show(Exchange exchange) {
        if (authentication.open()) {
            exchange.redirect("/");
        } else {
            form(exchange, 200, "");
        }
    }

    /** Lets a holder of a token in. */
    public void enter(Exchange exchange) {
        forms.read(exchange, PATH, fields -> {
            String holder = authentication.holder(fields.getOrDefault("secret", ""));
            if (holder == null) {
                form(exchange, 401, "That token is not valid.");
            } else {
                sessions.start(exchange, holder);
                exchange.redirect("/");
            }
        });
    }

    private void form(Exchange exchange, int status, String message) {
        Layout.send(exchange, status, "Sign in", html -> {
            html.element("h1", "Sign in").element("p", message, "class", "problem");
            forms.write(
                    html,
                    exchange,
                    PATH,
                    () -> html.open(
                            "input",
                            "type",
                            "password",
                            "name",
                            "secret",
                            "placeholder",
                            "Token",
                            "aria-label",
                            "Token",
                            "required",
                            "",
                            "autocomplete",
                            "current-password"),
                    List.of(new Forms.Button("Sign in", PATH, "primary")));
        });
    }
}
