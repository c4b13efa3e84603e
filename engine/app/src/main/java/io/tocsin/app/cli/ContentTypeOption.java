// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import picocli.CommandLine.Option;

/** What a body is. A mixin. */
final class ContentTypeOption {
    @Option(
            names = "--content-type",
            paramLabel = "TYPE",
            defaultValue = "application/json",
            description = "Media type of the body (default: ${DEFAULT-VALUE}).")
    private String name = "application/json";

    String name() {
        return name;
    }
}
