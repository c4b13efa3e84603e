// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import org.jdbi.v3.core.Handle;

/** Who claimed which action. The unique key decides, so the first wins even among processes. Rows are never removed. */
final class ActionLedger {
    private ActionLedger() {}

    /** Whether this call claimed the key. */
    static boolean claim(Handle handle, String key, String by) {
        return handle.createUpdate(
                                "INSERT INTO claim (key, claimed_by) VALUES (:key, :by) ON CONFLICT (key) DO NOTHING")
                        .bind("key", key)
                        .bind("by", by)
                        .execute()
                == 1;
    }
}
