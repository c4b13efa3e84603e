// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import io.tocsin.server.source.Signatures;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sent beside a body so that a source takes it.
 *
 * @param path what follows the name in the path: nothing, or a slash and a key
 * @param headers the headers that prove it
 */
record Delivering(String path, Map<String, String> headers) {

    /** By a recipe, with a secret, at a time. */
    static Delivering of(Recipe recipe, String secret, byte[] body, long epochSecond) {
        if (recipe.header().isEmpty()) {
            return new Delivering("/" + Api.segment(secret), Map.of());
        }
        String at = Long.toString(epochSecond);
        String id = "tocsin-" + UUID.randomUUID();
        Map<String, String> headers = new TreeMap<>();
        put(headers, recipe.timestampHeader(), at);
        put(headers, recipe.idHeader(), id);
        String before = told(recipe.before(), at, id);
        put(headers, recipe.header(), told(recipe.prefix(), at, id) + proof(recipe, before, secret, body));
        return new Delivering("", headers);
    }

    /** Sends a body as the source would, with its first secret, and prints the receipt; answers the exit code. */
    static int send(
            Api api, ConfiguredSource source, byte[] body, String contentType, Console console, OutputOption output) {
        JsonNode receipt = push(api, source, body, contentType);
        if (!output.json(console, receipt)) {
            console.print(Bodies.sentence(receipt));
        }
        return receipt.path("deadLettered").asBoolean() ? Exit.WRONG : Exit.OK;
    }

    private static JsonNode push(Api api, ConfiguredSource source, byte[] body, String contentType) {
        if (source.auth().secrets().isEmpty()) {
            throw new Failure(Exit.USAGE, source.name() + " cannot be sent for: AWS signs what it sends", "");
        }
        Delivering delivering = of(
                Recipe.of(source.auth()),
                source.auth().secrets().get(0).reveal(),
                body,
                Clock.systemUTC().instant().getEpochSecond());
        Map<String, String> headers = new TreeMap<>(delivering.headers());
        headers.put("Content-Type", contentType);
        return api.push("/webhooks/" + Api.segment(source.name()) + delivering.path(), headers, body);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!name.isEmpty()) {
            headers.put(name, value);
        }
    }

    private static String told(String text, String at, String id) {
        return text.replace("{timestamp}", at).replace("{id}", id);
    }

    private static String proof(Recipe recipe, String before, String secret, byte[] body) {
        byte[] proof = switch (recipe.kind()) {
            case SENT -> bytes(before + secret);
            case SIGNS -> mac(bytes(secret), before, body);
            case SIGNS_DECODED -> mac(Signatures.standardKey(secret), before, body);
        };
        if (recipe.base64()) {
            return Base64.getEncoder().encodeToString(proof);
        }
        return recipe.kind() == Recipe.Kind.SENT
                ? new String(proof, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(proof);
    }

    private static byte[] mac(byte[] key, String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes(before));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
