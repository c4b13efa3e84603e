// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server;

import io.tocsin.server.http.Loopback;
import io.tocsin.server.source.Source;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How the server listens, whom it lets in and how much it takes. Validated; immutable; thread-safe.
 *
 * @param host address to bind, by default 127.0.0.1; any address that other machines reach needs {@code tokens}
 * @param port TCP port, 0 for any free one
 * @param tokens bearer tokens by the name of who holds them, each at least 16 characters; empty lets everybody in
 * @param sources who may push webhooks, each name once
 * @param maxBodyBytes largest body, also after decompression
 * @param maxWebhookBytes largest webhook body, also after decompression
 * @param eventLoops threads that read requests
 * @param maxConnections most connections at once; more are closed
 * @param requestTimeout longest time from the start of a request to its answer, and of silence on a connection; longer than the
 *     60 s at which many senders repeat, or they would meet a connection as it closes
 * @param tenant the tenant signals are for
 * @param baseUrl where people reach this server; its host is allowed in requests
 * @param grpcPort TCP port for OTLP over gRPC, 0 for any free one, {@link #NO_GRPC} for none
 */
public record ServerSettings(
        String host,
        int port,
        Map<String, String> tokens,
        List<Source> sources,
        int maxBodyBytes,
        int maxWebhookBytes,
        int eventLoops,
        int maxConnections,
        Duration requestTimeout,
        String tenant,
        URI baseUrl,
        int grpcPort) {

    /** OTLP over gRPC is not served. */
    public static final int NO_GRPC = -1;

    /** The default port. */
    public static final int PORT = 7420;

    private static final int MIN_SECRET = 16;
    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if a value is out of range; the message says field, expectation and value */
    public ServerSettings {
        tokens = Map.copyOf(tokens);
        sources = List.copyOf(sources);
        check(!host.isBlank(), "server.host must not be blank");
        check(port >= 0 && port <= MAX_PORT, "server.port must lie in 0..65535, was " + port);
        check(
                grpcPort >= NO_GRPC && grpcPort <= MAX_PORT && (grpcPort < 1 || grpcPort != port),
                "server.grpc-port must lie in 0..65535 and differ from server.port, was " + grpcPort);
        tokens.forEach((name, token) -> checkSecret("server.tokens." + name, token));
        List<String> names = sources.stream().map(Source::name).sorted().toList();
        names.forEach(
                name -> check(Collections.frequency(names, name) == 1, "sources." + name + " must be set up once"));
        check(maxBodyBytes > 0, "server.max-body-bytes must be positive, was " + maxBodyBytes);
        check(maxWebhookBytes > 0, "server.max-webhook-bytes must be positive, was " + maxWebhookBytes);
        check(eventLoops > 0, "server.event-loops must be positive, was " + eventLoops);
        check(maxConnections > 0, "server.max-connections must be positive, was " + maxConnections);
        check(!requestTimeout.isNegative() && !requestTimeout.isZero(), "server.request-timeout must be positive");
        check(!tenant.isBlank(), "server.tenant must not be blank");
        check(baseUrl.getHost() != null, "server.base-url must be absolute such as https://tocsin.example");
        check(
                Loopback.address(host) || !tokens.isEmpty(),
                "server.host " + host + " can be reached from other machines, so server.tokens must name at least one"
                        + " token; set one, or bind to 127.0.0.1");
    }

    /** Loopback, port 7420, no token, 8 MiB bodies, 256 KiB webhooks. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                "127.0.0.1",
                PORT,
                Map.of(),
                List.of(),
                8 * MEBIBYTE,
                MEBIBYTE / 4,
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                10_000,
                Duration.ofSeconds(90),
                "default",
                URI.create("http://127.0.0.1:" + PORT),
                NO_GRPC);
    }

    /** The same on another address. */
    public ServerSettings listeningOn(String newHost, int newPort) {
        return new ServerSettings(
                newHost,
                newPort,
                tokens,
                sources,
                maxBodyBytes,
                maxWebhookBytes,
                eventLoops,
                maxConnections,
                requestTimeout,
                tenant,
                baseUrl,
                grpcPort);
    }

    /** The same with other tokens and sources. */
    public ServerSettings admitting(Map<String, String> newTokens, List<Source> newSources) {
        return new ServerSettings(
                host,
                port,
                newTokens,
                newSources,
                maxBodyBytes,
                maxWebhookBytes,
                eventLoops,
                maxConnections,
                requestTimeout,
                tenant,
                baseUrl,
                grpcPort);
    }

    /** The same with OTLP over gRPC on a port. */
    public ServerSettings withGrpc(int newGrpcPort) {
        return new ServerSettings(
                host,
                port,
                tokens,
                sources,
                maxBodyBytes,
                maxWebhookBytes,
                eventLoops,
                maxConnections,
                requestTimeout,
                tenant,
                baseUrl,
                newGrpcPort);
    }

    /** The same under another address for people. */
    public ServerSettings reachedAt(URI newBaseUrl) {
        return new ServerSettings(
                host,
                port,
                tokens,
                sources,
                maxBodyBytes,
                maxWebhookBytes,
                eventLoops,
                maxConnections,
                requestTimeout,
                tenant,
                newBaseUrl,
                grpcPort);
    }

    /** The same with other bounds. */
    public ServerSettings bounded(int newMaxBodyBytes, int newMaxConnections, Duration newRequestTimeout) {
        return new ServerSettings(
                host,
                port,
                tokens,
                sources,
                newMaxBodyBytes,
                Math.min(maxWebhookBytes, newMaxBodyBytes),
                eventLoops,
                newMaxConnections,
                newRequestTimeout,
                tenant,
                baseUrl,
                grpcPort);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ServerSettings[" + host + ":" + port + ", tokens of " + tokens.keySet() + ", webhooks of "
                + sources.stream().map(Source::name).sorted().toList() + "]";
    }

    private static void checkSecret(String field, String secret) {
        check(
                secret.length() >= MIN_SECRET,
                field + " must have at least " + MIN_SECRET + " characters, had " + secret.length());
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
