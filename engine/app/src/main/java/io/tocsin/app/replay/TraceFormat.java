// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.replay;

import java.util.List;

/** Reads the lines of one kind of trace. Not thread-safe. */
interface TraceFormat {

    /** Reads one line that is not blank. */
    TraceRow read(long line, String text);

    /** What was assumed that the trace does not tell, one sentence each. */
    List<String> assumptions();
}
