// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.signal.CallResult;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider turned a call away. Three causes that look alike and are mended in three ways.
 *
 * <p>Words and statuses as of July 2026: Anthropic's API reference, errors ({@code rate_limit_error} 429, {@code
 * overloaded_error} 529; its gateway answers {@code billing_error} with 429); OpenAI's error codes ({@code
 * rate_limit_exceeded}, {@code insufficient_quota}, both 429); LiteLLM's exceptions ({@code RateLimitError}, {@code
 * BudgetExceededError}); Amazon Bedrock's runtime exceptions ({@code ThrottlingException} 429, {@code
 * ServiceQuotaExceededException} 400); Google's {@code RESOURCE_EXHAUSTED} 429.
 */
enum RejectionCause {
    /** An own rate limit, pooled over a model family. */
    QUOTA,
    /** Nobody pays: a budget or credit is used up. */
    BILLING,
    /** The provider has no room for this model. */
    CAPACITY;

    private static final int PAYMENT_REQUIRED = 402;
    private static final int TOO_MANY = 429;
    private static final int OVERLOADED = 529;
    private static final Set<String> BILLING_WORDS = Set.of(
            "billing_error",
            "insufficient_quota",
            "billing_hard_limit_reached",
            "budget_exceeded",
            "budgetexceedederror",
            "provider_budget_exceeded");
    private static final Set<String> CAPACITY_WORDS = Set.of("overloaded_error", "overloaded");
    private static final Set<String> QUOTA_WORDS = Set.of(
            "rate_limit_error",
            "rate_limit_exceeded",
            "ratelimiterror",
            "throttlingexception",
            "servicequotaexceededexception",
            "resource_exhausted");

    /** The cause; null when the call was not turned away for one of these. */
    static @Nullable RejectionCause of(CallResult result) {
        if (!result.failed()) {
            return null;
        }
        String word = Words.orEmpty(result.errorType()).toLowerCase(Locale.ROOT);
        int status = result.status();
        if (BILLING_WORDS.contains(word) || status == PAYMENT_REQUIRED) {
            return BILLING;
        }
        if (CAPACITY_WORDS.contains(word) || status == OVERLOADED) {
            return CAPACITY;
        }
        return QUOTA_WORDS.contains(word) || status == TOO_MANY ? QUOTA : null;
    }

    /** The word that facts use. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
