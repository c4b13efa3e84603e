// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import io.tocsin.app.settings.bind.Manual;

/** The page {@code docs/settings.md}, written from the records. */
public final class SettingsManual {
    private static final String HEAD = """
            # Settings

            Written from the records in `engine/app/src/main/java/io/tocsin/app/settings`; a test keeps it up to date.

            One YAML file, given by `tocsin server --config FILE`. What is set later wins: built-in, file, environment, flag
            (`--data`, `--host`, `--port`, `--rules`). An unknown key stops the start with file, line and what was probably meant.
            `tocsin config check --config FILE` says whether a file is right, `tocsin config show --origin` what holds and why.

            - A **span** is written `500ms`, `30s`, `5m`, `1h30m` or `7d`; a **size** `256KiB`, `8MiB` or `2GiB`.
            - A relative **path** starts from the folder of the file it stands in; in a flag or in the environment from the
              working directory.
            - A **secret** is never written into the file: `${env:NAME}` reads it from the environment, `${file:/run/secrets/name}`
              from a file. Other values may use both as well, and `${installation}` for the folder of this installation.

            | key | kind | built-in | what it does | environment |
            |---|---|---|---|---|
            """;

    private SettingsManual() {}

    /** The page, in Markdown. */
    public static String markdown() {
        return HEAD + Manual.rows(Settings.class);
    }
}
