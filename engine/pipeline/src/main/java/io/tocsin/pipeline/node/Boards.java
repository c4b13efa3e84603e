// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.node;

import io.tocsin.pipeline.tenant.AlertBoard;
import io.tocsin.pipeline.tenant.FlagBoard;

/**
 * What any thread may read of the state that the folds keep.
 *
 * @param flags decisions that applications read
 * @param alerts alerts that people see
 */
record Boards(FlagBoard flags, AlertBoard alerts) {
    /** Empty. */
    Boards() {
        this(new FlagBoard(), new AlertBoard());
    }
}
