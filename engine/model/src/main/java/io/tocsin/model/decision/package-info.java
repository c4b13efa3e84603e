// SPDX-License-Identifier: Apache-2.0
/** What correlate and decide rules conclude, and what applications read back. Depends on {@code scope} and {@code alert}. */
@NullMarked
package io.tocsin.model.decision;

import org.jspecify.annotations.NullMarked;
