// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Pages of the file that hold nothing. Some are kept for what comes next, the others go back to the disk. */
final class FreePages {
    /** Pages kept free: 16 MiB, so that a file in steady use neither grows nor is cut and grown again. */
    private static final int KEPT = 4_096;

    private static final int SLICE = 1_024;

    private FreePages() {}

    /** Gives back one slice of what is free beyond the pages kept; answers whether there may be more. */
    static boolean giveBackSlice(Handle handle) throws SQLException {
        int spare = count(handle) - KEPT;
        if (spare <= 0) {
            return false;
        }
        int slice = Math.min(spare, SLICE);
        try (Statement statement = handle.getConnection().createStatement()) {
            // Frees one page each time it is stepped; executeUpdate steps to the end, execute would step once.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + slice + ")");
        }
        return count(handle) < spare + KEPT;
    }

    private static int count(Handle handle) {
        return handle.createQuery("PRAGMA freelist_count").mapTo(Integer.class).one();
    }
}
