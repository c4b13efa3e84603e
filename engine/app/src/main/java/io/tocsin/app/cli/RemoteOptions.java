// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.net.URI;
import picocli.CommandLine.Option;

/** Which server a command talks to, and on whose behalf. A mixin. */
final class RemoteOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TOCSIN_URL:-http://127.0.0.1:7420}",
            description = "Server to talk to; environment TOCSIN_URL. Its token is read from TOCSIN_TOKEN.")
    private URI url = URI.create("http://127.0.0.1:7420");

    /** Where the server is, without a slash at the end. */
    String url() {
        return url.toString().replaceAll("/+$", "");
    }

    /** The server. */
    Api api() {
        String token = System.getenv("TOCSIN_TOKEN");
        if (url.getHost() == null) {
            throw new Failure(Exit.USAGE, "--url must be an address such as http://127.0.0.1:7420, was " + url, "");
        }
        return new Api(url, token == null ? "" : token);
    }
}
