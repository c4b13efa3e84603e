// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

/**
 * A line for a POSIX shell that sends a file to a source, signed anew each time it is run. No secret stands in it: the shell
 * reads it from where the settings do. Needs curl, and openssl for signatures.
 */
final class CurlLine {
    /** The second and the process, so that no two lines that are run at once have one id. */
    private static final String ID = "tocsin-$t-$$";

    private final Recipe recipe;
    private final String file;
    private final StringBuilder line = new StringBuilder();

    private CurlLine(Recipe recipe, String file) {
        this.recipe = recipe;
        this.file = quoted(file);
    }

    /**
     * The line.
     *
     * @param reference where the secret stands, as in the settings
     * @param address of the source, without a key
     */
    static String of(Recipe recipe, String reference, String address, String contentType, String file) {
        return new CurlLine(recipe, file).write(reference, address, contentType);
    }

    /** A text as one word. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private String write(String reference, String address, String contentType) {
        line.append("s=\"").append(secret(reference)).append("\"; ");
        boolean keyed = recipe.header().isEmpty();
        if (!keyed) {
            time();
            line.append("p=$(").append(proof()).append("); ");
        }
        line.append("curl -sS -H ").append(quoted("content-type: " + contentType));
        header(recipe.timestampHeader(), "$t");
        header(recipe.idHeader(), ID);
        header(recipe.header(), shell(recipe.prefix()) + "$p");
        line.append(" --data-binary @").append(file).append(' ');
        return line.append('"')
                .append(address)
                .append(keyed ? "/$s" : "")
                .append('"')
                .toString();
    }

    private void time() {
        String told = recipe.before() + recipe.prefix();
        boolean sent = !recipe.timestampHeader().isEmpty() || !recipe.idHeader().isEmpty();
        if (sent || told.contains("{timestamp}") || told.contains("{id}")) {
            line.append("t=$(date +%s); ");
        }
    }

    private void header(String name, String value) {
        if (!name.isEmpty()) {
            line.append(" -H \"").append(name).append(": ").append(value).append('"');
        }
    }

    private String proof() {
        String before =
                "printf '%s' \"" + shell(recipe.before()) + (recipe.kind() == Recipe.Kind.SENT ? "$s" : "") + "\"";
        if (recipe.kind() == Recipe.Kind.SENT) {
            return recipe.base64() ? before + " | openssl base64 -A" : before;
        }
        String key = recipe.kind() == Recipe.Kind.SIGNS
                ? "key:\"$s\""
                : "hexkey:$(printf '%s' \"${s#whsec_}\" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')";
        String signed = "{ " + before + "; cat " + file + "; } | openssl dgst -sha256 -mac HMAC -macopt " + key;
        return recipe.base64() ? signed + " -binary | openssl base64 -A" : signed + " -r | cut -d' ' -f1";
    }

    /** A text of the settings inside double quotes, with what it tells. */
    private static String shell(String text) {
        return text.replaceAll("([\\\\\"$`])", "\\\\$1")
                .replace("{timestamp}", "$t")
                .replace("{id}", ID);
    }

    private static String secret(String reference) {
        String name = reference.substring(reference.indexOf(':') + 1, reference.length() - 1);
        return reference.startsWith("${env:") ? "${" + name + "}" : "$(cat " + quoted(name) + ")";
    }
}
