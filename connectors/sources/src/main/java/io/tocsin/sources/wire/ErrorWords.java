// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The provider's word for an error, from whatever a gateway tells. Quota, billing and capacity are three causes with
 * three remedies, though all of them may arrive as a 429.
 */
public final class ErrorWords {
    private static final List<String> TOLD_IN_TEXT = List.of(
            "billing_error", "overloaded_error", "rate_limit_error", "authentication_error", "permission_error");
    private static final List<String> BUDGET = List.of("crossed budget", "exceeded budget", "budget has been exceeded");
    private static final Map<Integer, String> BY_STATUS = Map.ofEntries(
            Map.entry(400, "invalid_request_error"),
            Map.entry(401, "authentication_error"),
            Map.entry(402, "billing_error"),
            Map.entry(403, "permission_error"),
            Map.entry(404, "not_found_error"),
            Map.entry(408, "timeout_error"),
            Map.entry(413, "request_too_large"),
            Map.entry(429, "rate_limit_error"),
            Map.entry(500, "api_error"),
            Map.entry(504, "timeout_error"),
            Map.entry(529, "overloaded_error"));
    private static final Map<String, String> BY_CLASS = Map.ofEntries(
            Map.entry("ratelimiterror", "rate_limit_error"),
            Map.entry("throttlingexception", "rate_limit_error"),
            Map.entry("budgetexceedederror", "billing_error"),
            Map.entry("authenticationerror", "authentication_error"),
            Map.entry("permissiondeniederror", "permission_error"),
            Map.entry("accessdeniedexception", "permission_error"),
            Map.entry("notfounderror", "not_found_error"),
            Map.entry("resourcenotfoundexception", "not_found_error"),
            Map.entry("badrequesterror", "invalid_request_error"),
            Map.entry("validationexception", "invalid_request_error"),
            Map.entry("contextwindowexceedederror", "context_window_exceeded"),
            Map.entry("contentpolicyviolationerror", "content_policy_violation"),
            Map.entry("timeout", "timeout_error"),
            Map.entry("apitimeouterror", "timeout_error"),
            Map.entry("modeltimeoutexception", "timeout_error"),
            Map.entry("apiconnectionerror", "connection_error"),
            Map.entry("serviceunavailableerror", "overloaded_error"),
            Map.entry("serviceunavailableexception", "overloaded_error"),
            Map.entry("internalservererror", "api_error"),
            Map.entry("internalserverexception", "api_error"));

    private ErrorWords() {}

    /**
     * The word for an error.
     *
     * @param status HTTP status, 0 when not told
     * @param errorClass the gateway's class or type of the error; null when not told
     * @param text the error's text, looked through for known words and never kept; null when not told
     */
    public static String of(int status, @Nullable String errorClass, @Nullable String text) {
        String told = inText(text);
        if (told != null) {
            return told;
        }
        String known = errorClass == null ? null : BY_CLASS.get(errorClass.toLowerCase(Locale.ROOT));
        if (status == 529) {
            return "overloaded_error";
        }
        if (known != null) {
            return known;
        }
        if (errorClass != null && errorClass.matches("[a-z_]{3,40}")) {
            return errorClass;
        }
        return BY_STATUS.getOrDefault(status, status >= 500 ? "api_error" : "error");
    }

    /** The HTTP status the provider sends with a word, 0 when it has none. */
    public static int status(String word) {
        if ("billing_error".equals(word)) {
            return 429;
        }
        return BY_STATUS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(word) && entry.getKey() != 408)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    private static @Nullable String inText(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (BUDGET.stream().anyMatch(lower::contains)) {
            return "billing_error";
        }
        return TOLD_IN_TEXT.stream().filter(lower::contains).findFirst().orElse(null);
    }
}
