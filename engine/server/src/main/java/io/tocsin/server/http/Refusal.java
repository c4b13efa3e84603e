// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import io.tocsin.pipeline.intake.Problem;

/**
 * Why a request was not served, in words that let the caller mend it.
 *
 * @param status HTTP status, 400 to 599
 * @param code stable word such as {@code body-too-large}
 * @param detail what was expected and what was given; never content
 * @param field where in the request, {@code body} for the whole body; empty for the whole request
 * @param hint how to mend it; may be empty
 */
public record Refusal(int status, String code, String detail, String field, String hint) {
    private static final String BODY = "body";
    private static final String MEND = "nothing of this request was taken: mend it and send it again";

    /** A refusal of the whole request. */
    public static Refusal of(int status, String code, String detail, String hint) {
        return new Refusal(status, code, detail, "", hint);
    }

    /** What a door found wrong. Always says where and what to do, even if only in general. */
    public static Refusal of(Problem problem) {
        return new Refusal(
                problem.status(),
                problem.code(),
                problem.detail(),
                problem.field().isEmpty() ? BODY : problem.field(),
                problem.hint().isEmpty() ? MEND : problem.hint());
    }

    /** There is nothing of that name. */
    public static Refusal notFound(String what) {
        return of(404, "not-found", what, "");
    }

    /** One field has a value that cannot be meant. */
    public static Refusal field(String field, String detail, String hint) {
        return new Refusal(422, "value-invalid", detail, field, hint);
    }

    /** The body is larger than allowed. */
    public static Refusal tooLarge(int limit) {
        return new Refusal(
                413,
                "body-too-large",
                "the body must not exceed " + limit + " bytes, also decompressed",
                BODY,
                "split it");
    }

    /** As {@code application/problem+json} (RFC 9457). */
    public String json() {
        StringBuilder out = new StringBuilder(256);
        out.append("{\"type\":\"urn:tocsin:problem:").append(code).append("\",\"title\":");
        JsonText.quote(out, title());
        out.append(",\"status\":").append(status).append(",\"detail\":");
        JsonText.quote(out, detail);
        optional(out, "field", field);
        optional(out, "hint", hint);
        return out.append('}').toString();
    }

    private static void optional(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append(",\"").append(name).append("\":");
            JsonText.quote(out, value);
        }
    }

    private String title() {
        String words = code.replace('-', ' ');
        return words.isEmpty() ? "Refused" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
