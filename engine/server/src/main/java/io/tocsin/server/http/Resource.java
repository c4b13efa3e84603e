// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One text file that ships with the server, kept in memory. Thread-safe. */
public final class Resource implements Endpoint {
    private final String mediaType;
    private final String text;

    private Resource(String mediaType, String text) {
        this.mediaType = mediaType;
        this.text = text;
    }

    /**
     * A file beside the server's classes.
     *
     * @param name absolute name, such as {@code /io/tocsin/server/openapi.yaml}
     */
    public static Resource of(String name, String mediaType) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the jar: " + name);
            }
            return new Resource(mediaType, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void serve(Exchange exchange) {
        exchange.request().response().putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300");
        exchange.answer(200, mediaType, text);
    }
}
