// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.settings.AuthSettings;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin intake rotate-secret}: a new secret, and how to put it in place while the old one still holds. */
@Command(
        name = "rotate-secret",
        description = "Write a new secret for a source into a file, and say how it takes the old one's place without a"
                + " delivery lost. Changes no settings.",
        footer = {"", "Example: tocsin intake rotate-secret grafana --to /etc/tocsin/grafana-2.secret"})
final class IntakeRotateCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 32;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "Where the new secret is kept; only its owner can read it. Must not exist, unless the vendor"
                    + " makes the secret: then put it there first.")
    private @Nullable Path to;

    @Parameters(paramLabel = "SOURCE", description = "Name of the source.")
    private String name = "";

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        ConfiguredSource source = ConfiguredSource.of(options.load(), name);
        Path file =
                (to == null ? Path.of(name + ".secret") : to).toAbsolutePath().normalize();
        if (source.secrets().isEmpty()) {
            throw new Failure(Exit.USAGE, name + " has no secret: AWS signs what it sends", "");
        }
        boolean theirs = madeByVendor(source.auth());
        if (theirs) {
            check(file);
        } else {
            write(file, made());
        }
        console.print("1. " + (theirs ? "the vendor's new secret is in " : "a new secret is in ") + file);
        console.print("2. in the settings, put it before the old one, and have them read again; it then takes both:");
        console.print("     " + source.key() + ": ['${file:" + file + "}', '"
                + source.secrets().get(0) + "']");
        console.print("     kill -HUP PID, or curl -X POST …/-/reload");
        console.print("3. " + (theirs ? "retire the old secret at the vendor" : "give the sender the new secret"));
        console.print("4. once 'tocsin intake tail " + name
                + "' shows no delivery with secret=2, take the old one out and"
                + " have the settings read again");
        return Exit.OK;
    }

    private static boolean madeByVendor(AuthSettings auth) {
        return auth instanceof AuthSettings.Slack
                || auth instanceof AuthSettings.PagerDuty
                || auth instanceof AuthSettings.Sentry
                || auth instanceof AuthSettings.Langfuse
                || auth instanceof AuthSettings.StandardWebhooks;
    }

    private static String made() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static void check(Path file) {
        if (!Files.isReadable(file)) {
            throw new Failure(
                    Exit.USAGE,
                    "the vendor makes this secret, and there is no file " + file,
                    "Have the vendor make a second one, put it into that file, and run this again.");
        }
    }

    private static void write(Path file, String secret) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Exit.USAGE, file + " exists", "Name another file with --to.");
        } catch (IOException e) {
            throw new Failure(Exit.WRONG, "cannot write " + file, "");
        }
    }
}
