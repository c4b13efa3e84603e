// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.StoreException;
import org.sqlite.SQLiteException;

/** Turns what went wrong in the database into a sentence for people. */
final class Failures {
    private Failures() {}

    /**
     * The exception as a {@link StoreException}.
     *
     * @param action what was tried, as in "could not … "
     */
    static StoreException wrap(String action, Exception cause) {
        if (cause instanceof StoreException already) {
            return already;
        }
        return new StoreException("could not " + action + ": " + reason(cause), cause);
    }

    private static String reason(Exception cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLiteException known) {
                return reason(known);
            }
        }
        return String.valueOf(cause.getMessage());
    }

    private static String reason(SQLiteException known) {
        return switch (known.getResultCode()) {
            case SQLITE_FULL -> "the disk, or the size the file may have, is full; make room";
            case SQLITE_NOTADB -> "the file is no SQLite database";
            case SQLITE_CORRUPT -> "the file is damaged; restore it from a backup";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                "the file cannot be written; check its owner and rights";
            default -> String.valueOf(known.getMessage());
        };
    }
}
