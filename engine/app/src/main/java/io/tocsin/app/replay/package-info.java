// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded traffic through the engine on a virtual clock: what it would have cost and which rules would have fired.
 * Nobody is told and nothing is done. Depends on the pipeline, the rulebase and the terminal.
 */
@NullMarked
package io.tocsin.app.replay;

import org.jspecify.annotations.NullMarked;
