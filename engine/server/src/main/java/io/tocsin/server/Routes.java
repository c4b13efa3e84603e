// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.ledger.ActionLedger;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.server.admission.AdmissionEndpoints;
import io.tocsin.server.alertmanager.AlertmanagerEndpoints;
import io.tocsin.server.decision.OfrepEndpoints;
import io.tocsin.server.decision.RouteEndpoint;
import io.tocsin.server.http.Resource;
import io.tocsin.server.http.Route;
import io.tocsin.server.intake.EventsEndpoint;
import io.tocsin.server.intake.GrpcEndpoint;
import io.tocsin.server.intake.HandshakeEndpoint;
import io.tocsin.server.intake.Intake;
import io.tocsin.server.intake.OtlpEndpoint;
import io.tocsin.server.intake.PostedAlertsEndpoint;
import io.tocsin.server.intake.RemoteWriteEndpoint;
import io.tocsin.server.intake.SocketEndpoint;
import io.tocsin.server.intake.WaitingRoom;
import io.tocsin.server.intake.WebhookEndpoint;
import io.tocsin.server.operation.HealthEndpoints;
import io.tocsin.server.operation.ReloadEndpoint;
import io.tocsin.server.operator.ActionEndpoints;
import io.tocsin.server.operator.AlertEndpoints;
import io.tocsin.server.operator.ClusterEndpoint;
import io.tocsin.server.operator.NoiseEndpoint;
import io.tocsin.server.operator.RecordEndpoints;
import io.tocsin.server.operator.RunEndpoints;
import io.tocsin.server.operator.SourceEndpoints;
import io.tocsin.server.operator.StreamEndpoint;
import io.tocsin.server.page.Pages;
import io.tocsin.server.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything this server serves: the table of contents of the module. */
final class Routes {
    private static final String RESOURCES = "/io/tocsin/server/";

    private final List<Route> routes = new ArrayList<>();

    List<Route> all() {
        return List.copyOf(routes);
    }

    /** Where signals come in. */
    Routes intake(ServerSettings settings, Map<String, Door> doors, Sources sources, Intake intake, WaitingRoom room) {
        int limit = settings.maxBodyBytes();
        WebhookEndpoint webhooks = new WebhookEndpoint(intake, room, doors, sources, settings.maxWebhookBytes(), limit);
        routes.add(Route.of("POST", "/api/v1/events", new EventsEndpoint(intake, doors, limit)));
        routes.add(Route.open("POST", "/webhooks/{source}", webhooks));
        routes.add(Route.open("POST", "/webhooks/{source}/{key}", webhooks));
        HandshakeEndpoint handshake = new HandshakeEndpoint(sources, intake.clock());
        routes.add(Route.of("OPTIONS", "/api/v1/events", handshake));
        routes.add(Route.open("OPTIONS", "/webhooks/{source}", handshake));
        routes.add(Route.open("OPTIONS", "/webhooks/{source}/{key}", handshake));
        SourceEndpoints shown = new SourceEndpoints(sources, intake.engine());
        routes.add(Route.of("GET", "/api/v1/sources", shown::list));
        routes.add(Route.of("GET", "/api/v1/sources/{name}/deliveries", shown::deliveries));
        telemetry("logs", "rejectedLogRecords", intake, doors, limit);
        telemetry("metrics", "rejectedDataPoints", intake, doors, limit);
        telemetry("traces", "rejectedSpans", intake, doors, limit);
        prometheus(intake, doors, limit);
        return this;
    }

    /** What exporters of OpenTelemetry call over gRPC. */
    static List<Route> grpc(Intake intake, Map<String, Door> doors, int limit) {
        Map<String, String> services = new TreeMap<>(Map.of(
                "otlp-logs", "logs.v1.LogsService",
                "otlp-metrics", "metrics.v1.MetricsService",
                "otlp-traces", "trace.v1.TraceService"));
        List<Route> calls = new ArrayList<>();
        services.forEach((source, service) -> {
            Door door = doors.get(source);
            if (door != null) {
                String path = "/opentelemetry.proto.collector." + service + "/Export";
                calls.add(Route.of("POST", path, new GrpcEndpoint(intake, source, door, limit)));
            }
        });
        return calls;
    }

    private void prometheus(Intake intake, Map<String, Door> doors, int limit) {
        Door samples = doors.get("prometheus");
        if (samples != null) {
            routes.add(
                    Route.of("POST", "/api/v1/write", new RemoteWriteEndpoint(intake, "prometheus", samples, limit)));
        }
        Door alerts = doors.get("prometheus-alerts");
        if (alerts != null) {
            routes.add(Route.of(
                    "POST", "/api/v2/alerts", new PostedAlertsEndpoint(intake, "prometheus-alerts", alerts, limit)));
        }
    }

    /** What tools of Alertmanager read. */
    Routes alertmanager(AlertmanagerEndpoints api) {
        routes.add(Route.of("GET", "/api/v2/alerts", api::list));
        routes.add(Route.of("GET", "/api/v2/status", api::status));
        routes.add(Route.of("GET", "/api/v2/silences", api::silences));
        routes.add(Route.of("POST", "/api/v2/silences", api::silences));
        routes.add(Route.of("GET", "/api/v2/silence/{id}", api::silences));
        routes.add(Route.of("DELETE", "/api/v2/silence/{id}", api::silences));
        return this;
    }

    /** Where senders that have events all the time keep a connection. */
    Routes sockets(SocketEndpoint sockets) {
        routes.add(Route.of("GET", "/api/v1/events/stream", sockets));
        return this;
    }

    /** What applications read back. */
    Routes decisions(Engine engine, RouteAdvisor advisor, OfrepEndpoints ofrep, String tenant) {
        AdmissionEndpoints admission = new AdmissionEndpoints(engine, advisor.prices(), tenant);
        routes.add(Route.of("POST", "/api/v1/route", new RouteEndpoint(engine, advisor, tenant)));
        routes.add(Route.of("POST", "/api/v1/admission/reserve", admission::reserve));
        routes.add(Route.of("POST", "/api/v1/admission/settle", admission::settle));
        routes.add(Route.of("POST", "/api/v1/admission/release", admission::release));
        routes.add(Route.of("POST", "/ofrep/v1/evaluate/flags", ofrep::all));
        routes.add(Route.of("POST", "/ofrep/v1/evaluate/flags/{key}", ofrep::one));
        routes.add(Route.of("GET", "/ofrep/v1/events", ofrep.stream()));
        return this;
    }

    /** What operators and their tools call. */
    Routes operators(Engine engine, ActionLedger ledger, StreamEndpoint stream) {
        AlertEndpoints alerts = new AlertEndpoints(engine);
        routes.add(Route.of("GET", "/api/v1/alerts", alerts::list));
        routes.add(Route.of("GET", "/api/v1/alerts/{id}", alerts::one));
        routes.add(Route.of("POST", "/api/v1/alerts/{id}/acknowledge", alerts::acknowledge));
        routes.add(Route.of("GET", "/api/v1/noise", new NoiseEndpoint(engine)));
        RunEndpoints runs = new RunEndpoints(engine);
        routes.add(Route.of("GET", "/api/v1/runs", runs::list));
        routes.add(Route.of("GET", "/api/v1/runs/{id}", runs::one));
        routes.add(Route.of("POST", "/api/v1/runs/{id}/approve", runs::approve));
        routes.add(Route.of("POST", "/api/v1/runs/{id}/deny", runs::deny));
        routes.add(Route.of("POST", "/api/v1/runs/{id}/revert", runs::revert));
        routes.add(Route.of("POST", "/api/v1/automation/stop", runs::stop));
        routes.add(Route.of("POST", "/api/v1/automation/release", runs::release));
        ActionEndpoints actions = new ActionEndpoints(ledger);
        routes.add(Route.of("GET", "/api/v1/actions", actions::list));
        routes.add(Route.of("POST", "/api/v1/actions/{key}/judge", actions::judge));
        RecordEndpoints records = new RecordEndpoints(engine);
        routes.add(Route.of("GET", "/api/v1/flags", records::flags));
        routes.add(Route.of("GET", "/api/v1/ledger", records::ledger));
        routes.add(Route.of("GET", "/api/v1/dead-letters", records::deadLetters));
        routes.add(Route.of("GET", "/api/v1/cluster", new ClusterEndpoint(engine)::show));
        routes.add(Route.of("GET", "/api/v1/stream", stream));
        return this;
    }

    /** What people look at. */
    Routes pages(Pages pages) {
        routes.addAll(pages.routes());
        routes.add(Route.open("GET", "/tocsin.css", Resource.of(RESOURCES + "tocsin.css", "text/css; charset=utf-8")));
        routes.add(Route.open("GET", "/tocsin.svg", Resource.of(RESOURCES + "tocsin.svg", "image/svg+xml")));
        return this;
    }

    /** How the server itself is watched and described. */
    Routes operation(HealthEndpoints health, ReloadEndpoint reload) {
        routes.add(Route.of("POST", "/-/reload", reload));
        routes.add(Route.open("GET", "/-/healthy", health::healthy));
        routes.add(Route.open("GET", "/-/ready", health::ready));
        routes.add(Route.of("GET", "/metrics", health::metrics));
        routes.add(Route.of(
                "GET", "/openapi.yaml", Resource.of(RESOURCES + "openapi.yaml", "application/yaml; charset=utf-8")));
        return this;
    }

    private void telemetry(String kind, String rejected, Intake intake, Map<String, Door> doors, int limit) {
        String source = "otlp-" + kind;
        Door door = doors.get(source);
        if (door != null) {
            routes.add(Route.of("POST", "/v1/" + kind, new OtlpEndpoint(intake, source, door, rejected, limit)));
        }
    }
}
