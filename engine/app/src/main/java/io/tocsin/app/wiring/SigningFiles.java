// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.server.source.WebFetcher;
import io.tocsin.sources.poll.Fetcher;
import io.tocsin.sources.poll.Fetcher.Fetched;
import io.tocsin.sources.poll.HttpFetcher;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Gets what proofs of senders need: a certificate that signs, a subscription to confirm. Thread-safe. */
final class SigningFiles implements WebFetcher {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final Fetcher http = new HttpFetcher(MAX_BYTES);

    @Override
    public byte[] fetch(URI address) throws IOException {
        Fetched answer = http.get(address, Map.of(), LONGEST);
        if (answer.status() != OK) {
            throw new IOException("answered " + answer.status());
        }
        return answer.body();
    }
}
