// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.page;

import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Caller;
import io.tocsin.server.http.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buttons: forms that give a command and lead back to the page they were on. Thread-safe. */
final class Actions {
    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private final Engine engine;
    private final Forms forms;

    Actions(Engine engine, Forms forms) {
        this.engine = engine;
        this.forms = forms;
    }

    /** Writes buttons about a subject; people who have not signed in are asked for their name. */
    void buttons(Html html, Exchange exchange, String subject, List<Forms.Button> buttons) {
        Runnable name = () -> {
            if (exchange.caller().isEmpty()) {
                html.open(
                        "input",
                        "name",
                        "by",
                        "placeholder",
                        "Your name",
                        "aria-label",
                        "Your name",
                        "required",
                        "",
                        "maxlength",
                        "80",
                        "autocomplete",
                        "name");
            }
        };
        forms.write(html, exchange, subject, name, buttons);
    }

    /** Gives the command of a button that was pressed, then leads back to its subject. */
    void give(Exchange exchange, String subject, Function<String, Command> command) {
        forms.read(exchange, subject, fields -> {
            String by = Caller.by(exchange, fields.getOrDefault("by", ""));
            if (by == null) {
                message(exchange, 422, "Say who you are: a name of 1 to 80 characters is needed.", subject);
                return;
            }
            Command given = command.apply(by);
            LOG.atInfo()
                    .addKeyValue("command", given.getClass().getSimpleName())
                    .addKeyValue("by", by)
                    .log("command");
            exchange.then(engine.command(given), (result, thrown) -> {
                if (result == null) {
                    LOG.atError().setCause(thrown).log("command not applied");
                    message(exchange, 503, "The engine could not apply this now. Try again.", subject);
                } else if (result.ok()) {
                    exchange.redirect(subject);
                } else {
                    message(exchange, 409, result.message(), subject);
                }
            });
        });
    }

    /** The path of something by id. */
    static String path(String collection, String id) {
        return "/" + collection + "/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void message(Exchange exchange, int status, String text, String back) {
        Layout.send(
                exchange,
                status,
                "Not done",
                html -> html.element("h1", "Not done")
                        .element("p", text)
                        .element("a", "Back", "href", back, "class", "button"));
    }
}
