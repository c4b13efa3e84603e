// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.admission;

import org.jspecify.annotations.Nullable;

/** What an application asks of the budgets of its tenant. Immutable. */
public sealed interface Ask {

    /** The tenant whose budgets are asked. */
    String tenant();

    /** The reservation it is about, unique in its tenant; the same id again is the same reservation. */
    String reservation();

    /**
     * May so much be spent? If so it is held until it is settled, released or expired.
     *
     * @param tenant the tenant whose budgets are asked
     * @param reservation chosen by the caller
     * @param payer on whose behalf
     * @param nanoUsd the estimate, billionths of a US dollar, not negative
     * @param ttlSeconds after so many seconds of log time it expires, positive
     */
    record Reserve(String tenant, String reservation, Payer payer, long nanoUsd, int ttlSeconds) implements Ask {}

    /**
     * So much was spent.
     *
     * @param tenant the tenant whose budgets are asked
     * @param reservation what was reserved
     * @param nanoUsd the actual cost, billionths of a US dollar, not negative
     * @param reported whether the call is also reported as a signal, so that its money must not be counted twice
     */
    record Settle(String tenant, String reservation, long nanoUsd, boolean reported) implements Ask {}

    /**
     * Nothing was spent.
     *
     * @param tenant the tenant whose budgets are asked
     * @param reservation what was reserved
     */
    record Release(String tenant, String reservation) implements Ask {}

    /**
     * On whose behalf money is spent; the tenant always is one of them.
     *
     * @param team team, department or cost centre; null when there is none
     * @param user person or service account; null when there is none
     * @param feature feature or application; null when there is none
     */
    record Payer(
            @Nullable String team,
            @Nullable String user,
            @Nullable String feature) {}
}
