// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file is not right; nothing of it may be used. The message holds one flaw per line. */
public final class InvalidYaml extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Flaw> flaws;

    InvalidYaml(List<Flaw> flaws) {
        super(flaws.stream().map(Flaw::toString).collect(Collectors.joining("\n")));
        this.flaws = List.copyOf(flaws);
    }

    InvalidYaml(Place place, String reason) {
        this(List.of(new Flaw(place, reason, "")));
    }

    /** What is wrong, in the order it was found; at least one. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
