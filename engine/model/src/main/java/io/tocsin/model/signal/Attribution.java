// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.signal;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf something happened. Every part may be null: not told.
 *
 * @param team team, department or cost centre
 * @param user person or service account, preferably pseudonymous
 * @param feature feature or application
 * @param session conversation or agent run
 * @param workspace provider workspace or gateway key the call was made with
 */
public record Attribution(
        @Nullable String team,
        @Nullable String user,
        @Nullable String feature,
        @Nullable String session,
        @Nullable String workspace) {

    /** Nothing is known. */
    public static final Attribution NONE = new Attribution(null, null, null, null, null);
}
