// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import io.tocsin.pipeline.yaml.Flaw;
import java.util.List;
import java.util.stream.Collectors;

/** The runbooks of an installation are not right; it must not start. The message holds one flaw per line. */
public final class RunbooksInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    RunbooksInvalid(List<Flaw> flaws) {
        super(flaws.stream().map(Flaw::toString).collect(Collectors.joining("\n")));
        this.flaws = List.copyOf(flaws);
    }

    /** What is wrong, with file and line. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
