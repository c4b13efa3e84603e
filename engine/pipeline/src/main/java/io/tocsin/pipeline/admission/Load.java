// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.admission;

import io.tocsin.model.scope.Scope;
import java.time.Instant;
import java.util.List;

/**
 * How full a rate-limit pool is, and who draws from it.
 *
 * @param pool the pool
 * @param utilisation share of the limit used in the dimension closest to it, 0 to 1, above 1 when over it
 * @param until log time after which the reading is too old to be true
 * @param users labels of the teams and features that draw from it, such as {@code team=search}
 */
public record Load(Scope pool, double utilisation, Instant until, List<String> users) {

    /** Copies the list. */
    public Load {
        users = List.copyOf(users);
    }
}
