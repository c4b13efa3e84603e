// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.server.http.Caller;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives commands to the engine for callers of the API. Thread-safe. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Longest text of a command, such as a reason. */
    private static final int MAX_CHARS = 1_000;

    private final Engine engine;

    Commands(Engine engine) {
        this.engine = engine;
    }

    /** Gives a command that needs to know only who gives it. */
    void give(Exchange exchange, Function<String, Command> command) {
        give(exchange, (by, body) -> command.apply(by));
    }

    /** Gives a command that takes more from the body. */
    void give(Exchange exchange, BiFunction<String, JsonNode, Command> command) {
        JsonBody.read(exchange, body -> {
            String by = Caller.by(exchange, body.path("by").asText(""));
            Optional<String> tooLong = tooLong(body);
            if (by == null) {
                exchange.refuse(Caller.unknown());
            } else if (tooLong.isPresent()) {
                exchange.refuse(new Refusal(
                        400,
                        "text-too-long",
                        "a text of at most " + MAX_CHARS + " characters is expected",
                        tooLong.get(),
                        "say it in fewer words"));
            } else {
                answer(exchange, command.apply(by, body));
            }
        });
    }

    private static Optional<String> tooLong(JsonNode body) {
        return body.properties().stream()
                .filter(field -> field.getValue().asText("").length() > MAX_CHARS)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void answer(Exchange exchange, Command command) {
        LOG.atInfo()
                .addKeyValue("command", command.getClass().getSimpleName())
                .addKeyValue("by", command.by())
                .log("command");
        exchange.then(engine.command(command), (result, thrown) -> {
            if (result == null) {
                LOG.atError().setCause(thrown).log("command not applied");
                exchange.refuse(Refusal.of(503, "not-applied", "the engine could not apply the command", "try again"));
            } else if (result.ok()) {
                StringBuilder out = new StringBuilder("{\"ok\":true,\"message\":");
                JsonText.quote(out, result.message());
                exchange.json(200, out.append('}').toString());
            } else {
                exchange.refuse(Refusal.of(409, "command-refused", result.message(), ""));
            }
        });
    }
}
