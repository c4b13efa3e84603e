// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.ByteSize;
import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import io.tocsin.rulebase.Spelling;
import io.tocsin.sources.Doors;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the server listens and whom it lets in.
 *
 * @param host address to bind
 * @param port TCP port, 0 for any free one
 * @param grpcPort TCP port for OTLP over gRPC, 0 for none
 * @param baseUrl where people reach it
 * @param tokens bearer tokens by who holds them
 * @param webhooks keys of webhook senders by source
 * @param maxBody largest body, at most 1 GiB
 * @param maxWebhookBody largest webhook body
 * @param maxConnections most connections at once
 * @param requestTimeout longest time from the start of a request to its answer
 * @param tenant the tenant signals are for
 */
public record HttpSettings(
        @Setting(
                value = "Address to bind. Any address that other machines can reach needs at least one token.",
                fallback = "127.0.0.1")
        String host,

        @Setting(value = "TCP port; 0 for any free one.", fallback = "7420")
        int port,

        @Setting(value = "TCP port for OTLP over gRPC, usually 4317; 0 for none.", fallback = "0")
        int grpcPort,

        @Setting("Where people reach this server: the start of every link in a page. Without it: http://host:port.")
        Optional<URI> baseUrl,

        @Setting("Bearer tokens of at least 16 characters, by the name of who holds them. Without any, everybody who"
                + " can connect is let in.")
        Map<String, Secret> tokens,

        @Setting(
                "Keys of at least 16 characters that webhook senders put in their address, by tool such as alertmanager;"
                        + " several while one is being replaced. Short for a source of that name with a secret-path.")
        Map<String, List<Secret>> webhooks,

        @Setting(value = "Largest body of a request, also after decompression.", fallback = "8MiB")
        ByteSize maxBody,

        @Setting(
                value = "Largest body of a webhook, also after decompression. Sources that push calls, such as litellm,"
                        + " may send max-body.",
                fallback = "256KiB")
        ByteSize maxWebhookBody,

        @Setting(value = "Most connections at once; more are closed.", fallback = "10000")
        int maxConnections,

        @Setting(value = "Longest time from the start of a request to its answer.", fallback = "60s")
        Duration requestTimeout,

        @Setting(value = "The tenant that signals belong to.", fallback = "default")
        String tenant) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");
    private static final int MAX_PORT = 65_535;
    private static final int MIN_SECRET = 16;
    private static final long MAX_BODY = 1L << 30;

    /** @throws InvalidSetting if a value is out of range, or the address is open to all */
    public HttpSettings {
        tokens = Map.copyOf(tokens);
        webhooks = copyOf(webhooks);
        unless(port >= 0 && port <= MAX_PORT, "port", "must lie in 0..65535, was " + port);
        unless(grpcPort >= 0 && grpcPort <= MAX_PORT, "grpc-port", "must lie in 0..65535, was " + grpcPort);
        unless(grpcPort == 0 || grpcPort != port, "grpc-port", "must differ from port, was " + grpcPort);
        unless(maxConnections > 0, "max-connections", "must be positive, was " + maxConnections);
        unless(!requestTimeout.isZero(), "request-timeout", "must be positive, was 0");
        body("max-body", maxBody);
        body("max-webhook-body", maxWebhookBody);
        tokens.forEach((name, token) -> secret("tokens." + name, token));
        webhooks.keySet().forEach(HttpSettings::source);
        webhooks.forEach((source, keys) -> keys.forEach(key -> secret("webhooks." + source, key)));
        unless(
                loopback(host) || !tokens.isEmpty(),
                "host",
                "is " + host + ", which other machines can reach, so server.tokens must hold at least one token; add"
                        + " one, or bind to 127.0.0.1");
    }

    /** Where people reach it, once the port is known. */
    public URI reachedAt(int listening) {
        return baseUrl.orElseGet(
                () -> URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening));
    }

    /** Whether only this machine can reach an address. */
    public static boolean loopback(String host) {
        return host.startsWith("127.") || LOOPBACK.contains(host);
    }

    private static void body(String key, ByteSize size) {
        unless(size.bytes() <= MAX_BODY, key, "must be at most 1GiB");
    }

    private static void secret(String key, Secret secret) {
        int length = secret.reveal().length();
        unless(length >= MIN_SECRET, key, "must have at least " + MIN_SECRET + " characters, had " + length);
    }

    private static void source(String name) {
        unless(
                Doors.names().contains(name),
                "webhooks." + name,
                "is no source; " + Spelling.nearestOrAll(name, Doors.names()));
    }

    private static Map<String, List<Secret>> copyOf(Map<String, List<Secret>> keys) {
        Map<String, List<Secret>> copy = new LinkedHashMap<>();
        keys.forEach((source, list) -> copy.put(source, List.copyOf(list)));
        return Map.copyOf(copy);
    }
}
