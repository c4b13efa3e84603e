// SPDX-License-Identifier: Apache-2.0
/** What was observed: immutable signals, normalised at the door. Depends on {@code scope} only. */
@NullMarked
package io.tocsin.model.signal;

import org.jspecify.annotations.NullMarked;
