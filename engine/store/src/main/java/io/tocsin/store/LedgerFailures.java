// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;

/** Turns what went wrong at a database server into a sentence for people. */
final class LedgerFailures {
    private LedgerFailures() {}

    /**
     * The exception as a {@link StoreException}, with the server's own words and nothing of the statement.
     *
     * @param action what was tried, as in "could not … "
     */
    static StoreException wrap(String action, Exception cause) {
        if (cause instanceof StoreException already) {
            return already;
        }
        String reason =
                last(cause).map(known -> String.valueOf(known.getMessage())).orElse(String.valueOf(cause.getMessage()));
        return new StoreException("could not " + action + ": " + reason, cause);
    }

    /** Whether the server answered and will answer the same again: who connects is not let in, or the database is wrong. */
    static boolean isRefusal(StoreException failure) {
        if (failure.getCause() == null) {
            return true;
        }
        String state = last(failure).map(SQLException::getSQLState).orElse("");
        return state != null
                && (state.startsWith("28")
                        || state.startsWith("3D")
                        || state.startsWith("42")
                        || state.startsWith("3F"));
    }

    /** The innermost exception of the driver. */
    private static Optional<SQLException> last(Throwable thrown) {
        Optional<SQLException> last = Optional.empty();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException known) {
                last = Optional.of(known);
            }
        }
        return last;
    }
}
