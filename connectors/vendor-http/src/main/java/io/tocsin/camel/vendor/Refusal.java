// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.vendor;

/**
 * A vendor's no, told without the secret it may have repeated. Immutable.
 *
 * @param vendor the vendor's name, as people write it
 * @param answer what came back
 * @param code the vendor's own error code; empty when it gave none
 * @param words why, for people; empty when it did not say
 */
public record Refusal(String vendor, Answer answer, String code, String words) {

    private static final int LONGEST_QUOTE = 500;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    /** A refusal whose words are cut to 500 characters and in which {@code secret} is masked. */
    public static Refusal of(String vendor, Answer answer, String words, String secret) {
        String safe = words.replace(secret, "***");
        String quote = safe.length() <= LONGEST_QUOTE ? safe : safe.substring(0, LONGEST_QUOTE) + "…";
        return new Refusal(vendor, answer, "", quote);
    }

    /** An answer the vendor cannot have given, such as a captive portal's page. */
    public static RetryableException foreign(String vendor, Answer answer) {
        String message = "answer " + answer.status() + " is not " + vendor + "'s";
        return new RetryableException(message, answer.status(), "", null);
    }

    /** The same refusal with the vendor's code. */
    public Refusal withCode(String given) {
        return new Refusal(vendor, answer, given, words);
    }

    /** Whether the status says that it passes: 408, 429 or one of the 500s. */
    public boolean passes() {
        int status = answer.status();
        return status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= 500;
    }

    /** What the status alone says. */
    public VendorException byStatus() {
        if (passes()) {
            return retryable();
        }
        return answer.status() == 401 || answer.status() == 403 ? authFailed() : permanent();
    }

    /** For a refusal that passes. */
    public RetryableException retryable() {
        return new RetryableException(
                message(), answer.status(), code, answer.retryAfter().orElse(null));
    }

    /** For a refusal of the key. */
    public AuthFailedException authFailed() {
        return new AuthFailedException(message(), answer.status(), code);
    }

    /** For a refusal of the request. */
    public PermanentException permanent() {
        return new PermanentException(message(), answer.status(), code);
    }

    private String message() {
        return vendor + " answered " + answer.status() + (words.isEmpty() ? "" : ", " + words);
    }
}
