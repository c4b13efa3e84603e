// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.server.http.Route;
import io.tocsin.server.intake.EventsEndpoint;
import io.tocsin.server.intake.Intake;
import io.tocsin.server.intake.OtlpEndpoint;
import io.tocsin.server.intake.WebhookEndpoint;
import io.tocsin.server.operation.HealthEndpoints;
import io.tocsin.server.operation.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything this server serves: the table of contents of the module. */
final class Routes implements AutoCloseable {
    private final List<Route> routes = new ArrayList<>();

    Routes(ServerSettings settings, Engine engine, Map<String, Door> doors, Clock clock, Metrics metrics) {
        Intake intake = new Intake(engine, metrics, clock, settings.tenant());
        events(settings, doors, intake);
        telemetry(settings, doors, intake);
        operation(new HealthEndpoints(engine, metrics));
    }

    List<Route> all() {
        return routes;
    }

    @Override
    public void close() {}

    private void events(ServerSettings settings, Map<String, Door> doors, Intake intake) {
        routes.add(Route.of("POST", "/api/v1/events", new EventsEndpoint(intake, doors, settings.maxBodyBytes())));
        routes.add(Route.open(
                "POST",
                "/webhooks/{source}/{key}",
                new WebhookEndpoint(intake, doors, settings.webhookKeys(), settings.maxWebhookBytes())));
    }

    private void telemetry(ServerSettings settings, Map<String, Door> doors, Intake intake) {
        Map<String, String> rejected =
                Map.of("logs", "rejectedLogRecords", "metrics", "rejectedDataPoints", "traces", "rejectedSpans");
        rejected.forEach((kind, field) -> {
            String source = "otlp-" + kind;
            Door door = doors.get(source);
            if (door != null) {
                routes.add(Route.of(
                        "POST", "/v1/" + kind, new OtlpEndpoint(intake, source, door, field, settings.maxBodyBytes())));
            }
        });
    }

    private void operation(HealthEndpoints health) {
        routes.add(Route.open("GET", "/-/healthy", health::healthy));
        routes.add(Route.open("GET", "/-/ready", health::ready));
        routes.add(Route.of("GET", "/metrics", health::metrics));
    }
}
