// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import picocli.CommandLine.Option;

/** On whose behalf a command acts. A mixin. */
final class ByOption {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${env:USER:-cli}",
            description =
                    "Who does this, for the timeline (default: you, ${DEFAULT-VALUE}). A server with tokens takes the"
                            + " token's name instead.")
    private String by = "";

    String name() {
        return by;
    }
}
