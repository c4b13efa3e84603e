// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Fetches over HTTPS with the trust of this JVM. Follows no redirect. */
public final class HttpsFetcher implements WebFetcher {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public byte[] fetch(URI address) throws IOException {
        // A client keeps a thread, and this is asked about once a day.
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(LONGEST)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(LONGEST).GET().build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("answered " + response.statusCode());
                }
                return body.readNBytes(MAX_BYTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
