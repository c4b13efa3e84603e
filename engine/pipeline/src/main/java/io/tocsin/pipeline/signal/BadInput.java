// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import io.tocsin.pipeline.intake.Problem;

/** Carries a problem out of nested reading. It never leaves the package and has no stack trace. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadInput(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
