// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.intake;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.server.http.Endpoint;
import io.tocsin.server.http.Exchange;
import io.tocsin.server.http.Refusal;
import io.tocsin.server.source.OpenSource;
import io.tocsin.server.source.Sources;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /webhooks/{source}} and {@code /webhooks/{source}/{key}}: what sources push. The key stands in the path of those
 * that can send nothing else. A source that is not set up does not exist. Thread-safe.
 */
public final class WebhookEndpoint implements Endpoint {
    /** Tools that push calls by the hundred, prompts and answers included, rather than an alert now and then. */
    private static final Set<String> TRAFFIC = Set.of("litellm", "bedrock", "anthropic", "cloudevents", "native");

    private final Intake intake;
    private final WaitingRoom room;
    private final Map<String, Door> doors;
    private final Sources sources;
    private final int limit;
    private final int trafficLimit;

    /**
     * For sources by name.
     *
     * @param doors what reads bodies, by tool
     * @param limit most bytes of a body
     * @param trafficLimit the same for tools that push calls
     */
    public WebhookEndpoint(
            Intake intake, WaitingRoom room, Map<String, Door> doors, Sources sources, int limit, int trafficLimit) {
        this.intake = intake;
        this.room = room;
        this.doors = Map.copyOf(doors);
        this.sources = sources;
        this.limit = limit;
        this.trafficLimit = trafficLimit;
    }

    @Override
    public void serve(Exchange exchange) {
        OpenSource source = sources.find(exchange.segment("source"));
        Door door = source == null ? null : doors.get(source.source().tool());
        if (source == null || door == null) {
            exchange.refuse(Refusal.of(
                    404,
                    "not-found",
                    "no webhook of that source is set up",
                    "add the source under sources in the settings"));
        } else if (!source.source().proof().inPath() && !exchange.segment("key").isEmpty()) {
            exchange.refuse(Refusal.of(
                    404, "not-found", "this source has no key in its path", "leave out what follows its name"));
        } else {
            boolean traffic = TRAFFIC.contains(source.source().tool());
            new Push(intake, room, source, door, exchange).begin(traffic ? trafficLimit : limit);
        }
    }
}
