// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.ledger.ActionState;
import io.tocsin.pipeline.ledger.LedgerUnreachable;
import io.tocsin.server.http.Caller;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.JsonBody;
import io.tocsin.server.http.JsonText;
import io.tocsin.server.http.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/actions}: what the action ledger knows, and what people found out about actions in doubt. Every member of a
 * cluster has the same ledger. Thread-safe; asks the ledger on a thread that may wait.
 */
public final class ActionEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(ActionEndpoints.class);
    private static final int MAX_ACTIONS = 200;
    private static final List<ActionState> VERDICTS = List.of(ActionState.SUCCEEDED, ActionState.FAILED);

    private final ActionLedger ledger;

    /** Of a ledger. */
    public ActionEndpoints(ActionLedger ledger) {
        this.ledger = ledger;
    }

    /** {@code GET /api/v1/actions?state=}: the newest, at most {@value #MAX_ACTIONS}. */
    public void list(Exchange exchange) {
        String word = exchange.query("state");
        Optional<ActionState> state = state(word);
        if (!word.isEmpty() && state.isEmpty()) {
            String words = String.join(
                    ", ",
                    Arrays.stream(ActionState.values()).map(Documents::word).toList());
            exchange.refuse(Refusal.field("state", "state must be one of " + words, "leave it out for all actions"));
            return;
        }
        Set<ActionState> states = EnumSet.noneOf(ActionState.class);
        state.ifPresent(states::add);
        exchange.then(asked(exchange, () -> ledger.actions(states, MAX_ACTIONS)), (actions, thrown) -> {
            if (actions == null) {
                unavailable(exchange, thrown);
                return;
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            actions.forEach(action -> array.add(Documents.action(action)));
            exchange.json(200, "{\"actions\":" + array + "}");
        });
    }

    /** {@code POST /api/v1/actions/{key}/judge}: what became of an action in doubt. */
    public void judge(Exchange exchange) {
        JsonBody.read(exchange, body -> {
            String by = Caller.by(exchange, body.path("by").asText(""));
            Optional<ActionState> verdict = verdict(body);
            if (by == null) {
                exchange.refuse(Caller.unknown());
            } else if (verdict.isEmpty()) {
                exchange.refuse(Refusal.field(
                        "outcome",
                        "outcome must be succeeded or failed",
                        "look at the target, and say whether it did what it was told"));
            } else {
                judge(exchange, exchange.segment("key"), verdict.get(), by);
            }
        });
    }

    private void judge(Exchange exchange, String key, ActionState verdict, String by) {
        LOG.atInfo()
                .addKeyValue("command", "Judge")
                .addKeyValue("action", key)
                .addKeyValue("verdict", verdict)
                .addKeyValue("by", by)
                .log("command");
        exchange.then(asked(exchange, () -> ledger.judge(key, verdict, by)), (judged, thrown) -> {
            if (judged == null) {
                unavailable(exchange, thrown);
            } else if (judged) {
                StringBuilder out = new StringBuilder("{\"ok\":true,\"message\":");
                JsonText.quote(out, Documents.word(verdict) + ", judged by " + by + "; it is never sent again");
                exchange.json(200, out.append('}').toString());
            } else {
                exchange.refuse(Refusal.of(
                        409,
                        "command-refused",
                        "no action in doubt has this key",
                        "GET /api/v1/actions?state=in-doubt lists those that are"));
            }
        });
    }

    private static Optional<ActionState> state(String word) {
        return Arrays.stream(ActionState.values())
                .filter(state -> Documents.word(state).equals(word))
                .findFirst();
    }

    private static Optional<ActionState> verdict(JsonNode body) {
        return state(body.path("outcome").asText("")).filter(VERDICTS::contains);
    }

    private static <T> CompletionStage<T> asked(Exchange exchange, Callable<T> question) {
        return exchange.context().executeBlocking(question, false).toCompletionStage();
    }

    private static void unavailable(Exchange exchange, @Nullable Throwable thrown) {
        if (!(thrown instanceof LedgerUnreachable)) {
            LOG.atError().setCause(thrown).log("the action ledger was not asked");
        }
        exchange.refuse(Refusal.of(
                503, "ledger-unreachable", "the action ledger does not answer; automations do not run", "try again"));
    }
}
