// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.scope.Scope;
import java.io.DataOutput;
import java.io.IOException;

/** A user or a session that a shard remembers. Not thread-safe. */
abstract class Resident {
    final Scope scope;
    final Holds holds;

    /** Whether it is on the list of those to be judged. */
    boolean active;

    Resident(Scope scope, Holds holds) {
        this.scope = scope;
        this.holds = holds;
    }

    /** When it was last heard of, log time; residents of one kind count alike. */
    abstract long lastSeen();

    /** Whether it must be judged though nobody touches it. */
    abstract boolean watched();

    abstract void write(DataOutput out) throws IOException;
}
