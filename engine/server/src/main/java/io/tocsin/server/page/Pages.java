// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Authentication;
import io.tocsin.server.http.Route;
import io.tocsin.server.http.Seal;
import io.tocsin.server.http.Sessions;
import java.util.List;

/** The pages and their routes. GET shows and changes nothing; POST is a button. Thread-safe. */
public final class Pages {
    private final HomePage home;
    private final AlertPage alert;
    private final RunPage run;
    private final SignInPage signIn;

    /**
     * Of an engine.
     *
     * @param secure whether people come over https
     */
    public Pages(Engine engine, Authentication authentication, Sessions sessions, Seal seal, boolean secure) {
        Forms forms = new Forms(seal, secure);
        Actions actions = new Actions(engine, forms);
        home = new HomePage(engine);
        alert = new AlertPage(engine, actions);
        run = new RunPage(engine, actions);
        signIn = new SignInPage(authentication, sessions, forms);
    }

    /** What they serve. */
    public List<Route> routes() {
        return List.of(
                Route.person("GET", "/", home::show),
                Route.person("GET", "/alerts/{id}", alert::show),
                Route.person("POST", "/alerts/{id}/acknowledge", alert::acknowledge),
                Route.person("GET", "/runs/{id}", run::show),
                Route.person("POST", "/runs/{id}/approve", run::approve),
                Route.person("POST", "/runs/{id}/deny", run::deny),
                Route.person("POST", "/runs/{id}/revert", run::revert),
                Route.open("GET", "/sign-in", signIn::show),
                Route.open("POST", "/sign-in", signIn::enter));
    }
}
