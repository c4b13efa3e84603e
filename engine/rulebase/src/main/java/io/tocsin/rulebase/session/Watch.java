// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.session;

import io.tocsin.rulebase.drl.Layer;
import java.util.Collection;

/** Sees what the rules of a layer are about to judge. */
@FunctionalInterface
interface Watch {
    /** Sees nothing. */
    Watch NONE = (layer, objects) -> {};

    /** Everything a run of the layer has before it. */
    void sees(Layer layer, Collection<?> objects);
}
