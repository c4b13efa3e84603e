// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import io.tocsin.bench.report.Figure;
import java.io.IOException;
import java.util.List;

/** One thing that can be measured. Implementations keep nothing between two measurements. */
public interface Subject {

    /** Its name on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /** Measures it. Blocks for as long as it takes. */
    List<Figure> measure(Options options) throws IOException;
}
