// SPDX-License-Identifier: Apache-2.0
/**
 * Who may push, and how they show it: sources, their proofs, what came of their deliveries. Knows no vendor's payload but the
 * envelope of SNS, whose signature stands inside it. Depends on http.
 */
@NullMarked
package io.tocsin.server.source;

import org.jspecify.annotations.NullMarked;
