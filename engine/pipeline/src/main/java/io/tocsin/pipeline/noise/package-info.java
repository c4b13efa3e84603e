// SPDX-License-Identifier: Apache-2.0
/** How much of what rules make people hear leads to nothing. Depends on the model only. */
@NullMarked
package io.tocsin.pipeline.noise;

import org.jspecify.annotations.NullMarked;
