// SPDX-License-Identifier: Apache-2.0
package io.tocsin.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one account, and the requests that wait for processing. Not thread-safe: {@link OpsgenieFake} holds
 * its lock.
 */
final class OpsgenieDesk {

    /** A request the vendor answered 202; {@code done} is null until it was processed. */
    private static final class Pending {
        final String requestId;
        final String action;
        final String identifier;
        final boolean byAlias;
        final ObjectNode body;
        final Instant due;

        @Nullable ObjectNode done;

        Pending(String requestId, Call call, String action, String identifier, ObjectNode body, Instant due) {
            this.requestId = requestId;
            this.action = action;
            this.identifier = identifier;
            this.byAlias = "alias".equals(call.query().get("identifierType"));
            this.body = body;
            this.due = due;
        }
    }

    private final List<OpsgenieAlert> alerts = new ArrayList<>();
    private final List<Pending> requests = new ArrayList<>();

    void accept(String requestId, Call call, String action, String identifier, ObjectNode body, Instant due) {
        requests.add(new Pending(requestId, call, action, identifier, body, due));
    }

    /** Processes, in order of acceptance, what is due. */
    void settle(Instant now) {
        for (Pending request : requests) {
            if (request.done == null && !request.due.isAfter(now)) {
                request.done = process(request);
            }
        }
    }

    List<OpsgenieAlert> alerts() {
        return List.copyOf(alerts);
    }

    /** The outcome of a request; empty when it is unknown or not processed yet. */
    Optional<ObjectNode> outcome(String requestId) {
        return requests.stream()
                .filter(request -> request.requestId.equals(requestId))
                .findFirst()
                .flatMap(request -> Optional.ofNullable(request.done));
    }

    /** The line a person knows the alert by; empty when there is none. */
    String title(String alias) {
        return latest(alias).map(OpsgenieAlert::message).orElse("");
    }

    Optional<OpsgenieAlert> latest(String alias) {
        return alerts.stream().filter(alert -> alert.alias().equals(alias)).reduce((older, newer) -> newer);
    }

    private ObjectNode process(Pending request) {
        if (request.action.equals("create")) {
            return create(request);
        }
        int index = indexOfOpen(request);
        if (index < 0) {
            return outcome(request, false, "Alert does not exist", "", "");
        }
        alerts.set(index, change(request).apply(alerts.get(index)));
        OpsgenieAlert changed = alerts.get(index);
        return outcome(request, true, words(request.action), changed.id(), changed.alias());
    }

    private ObjectNode create(Pending request) {
        String given = Json.text(request.body, "alias");
        String id = UUID.randomUUID() + "-" + request.due.toEpochMilli();
        String alias = given.isBlank() ? id : given;
        for (int i = 0; i < alerts.size(); i++) {
            OpsgenieAlert alert = alerts.get(i);
            if (alert.open() && alert.alias().equals(alias)) {
                alerts.set(i, alert.createdAgain());
                return outcome(request, true, "Deduplicated alert", alert.id(), alias);
            }
        }
        String priority = Json.text(request.body, "priority");
        alerts.add(new OpsgenieAlert(
                id,
                alias,
                Json.text(request.body, "message"),
                priority.isEmpty() ? "P3" : priority,
                true,
                false,
                1,
                List.of(),
                request.due,
                null));
        return outcome(request, true, "Created alert", id, alias);
    }

    private static UnaryOperator<OpsgenieAlert> change(Pending request) {
        return switch (request.action) {
            case "close" -> alert -> alert.closed(request.due);
            case "acknowledge" -> OpsgenieAlert::taken;
            case "notes" -> alert -> alert.noted(Json.text(request.body, "note"));
            case "message" -> alert -> alert.renamed(Json.text(request.body, "message"));
            case "priority" -> alert -> alert.prioritised(Json.text(request.body, "priority"));
            default -> alert -> alert;
        };
    }

    private static String words(String action) {
        return switch (action) {
            case "close" -> "Closed alert";
            case "acknowledge" -> "Acknowledged alert";
            case "notes" -> "Added note";
            default -> "Updated alert";
        };
    }

    private int indexOfOpen(Pending request) {
        for (int i = alerts.size() - 1; i >= 0; i--) {
            OpsgenieAlert alert = alerts.get(i);
            String key = request.byAlias ? alert.alias() : alert.id();
            if (alert.open() && key.equals(request.identifier)) {
                return i;
            }
        }
        return -1;
    }

    private static ObjectNode outcome(Pending request, boolean success, String status, String alertId, String alias) {
        return Json.object()
                .put("success", success)
                .put("action", request.action.equals("notes") ? "AddNote" : capitalised(request.action))
                .put("processedAt", request.due.toString())
                .put("integrationId", "11111111-2222-4333-8444-555555555555")
                .put("isSuccess", success)
                .put("status", status)
                .put("alertId", alertId)
                .put("alias", alias);
    }

    private static String capitalised(String action) {
        return Character.toUpperCase(action.charAt(0)) + action.substring(1);
    }
}
