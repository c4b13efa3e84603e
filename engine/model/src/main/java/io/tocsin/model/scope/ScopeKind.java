// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.scope;

import java.util.Locale;

/** The kinds of thing a signal can be about, from the widest to the narrowest. */
public enum ScopeKind {
    /** One customer of this installation; every other scope lies inside one. */
    TENANT,
    /** A provider of models, such as {@code anthropic}. */
    PROVIDER,
    /** A rate-limit pool: workspace and model family, written {@code workspace/family}. */
    POOL,
    /** One model. */
    MODEL,
    /** A model tier and context bucket, written {@code small/under-10k}. */
    TIER,
    /** A team, department or cost centre. */
    TEAM,
    /** A feature or application. */
    FEATURE,
    /** A person or service account. */
    USER,
    /** One conversation or agent run. */
    SESSION,
    /** A tool or gateway that sends signals. */
    SOURCE,
    /** A job that tells that it is alive. */
    JOB;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in labels, keys and files, such as {@code user}. */
    public String word() {
        return word;
    }
}
