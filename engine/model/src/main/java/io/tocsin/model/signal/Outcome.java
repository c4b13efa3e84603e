// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

/**
 * Something of business value that the calls led to.
 *
 * @param origin where it comes from
 * @param who on whose behalf it happened
 * @param kind what was achieved, such as {@code ticket-resolved}, {@code content-piece}, {@code lead}
 * @param count how many, at least 0
 * @param revenueUsd revenue in US dollars, 0 when none
 */
public record Outcome(Origin origin, Attribution who, String kind, long count, double revenueUsd) implements Signal {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.outcome(this);
    }
}
