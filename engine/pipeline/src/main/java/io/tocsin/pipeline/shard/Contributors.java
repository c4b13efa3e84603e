// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import io.tocsin.model.fact.Contributor;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Contributors that are worked out when somebody asks for them: most facts are judged without. To be asked before the
 * state they come from changes. Not thread-safe.
 */
final class Contributors extends AbstractList<Contributor> {
    private final Supplier<List<Contributor>> source;
    private @Nullable List<Contributor> known;

    Contributors(Supplier<List<Contributor>> source) {
        this.source = source;
    }

    private List<Contributor> known() {
        List<Contributor> found = known;
        if (found == null) {
            found = source.get();
            known = found;
        }
        return found;
    }

    @Override
    public Contributor get(int index) {
        return known().get(index);
    }

    @Override
    public int size() {
        return known().size();
    }
}
