// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

/** Serves the requests of one route, on the event loop: it must not block, and answers each exchange once. */
@FunctionalInterface
public interface Endpoint {
    /** Serves one request, now or once something else has completed. */
    void serve(Exchange exchange);
}
