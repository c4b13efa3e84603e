// SPDX-License-Identifier: Apache-2.0
/** The door: what a sender may say and what it is told. Depends on the model and on commands. */
@NullMarked
package io.tocsin.pipeline.intake;

import org.jspecify.annotations.NullMarked;
