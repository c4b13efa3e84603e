// SPDX-License-Identifier: Apache-2.0

/** What counters of clients say was spent, for clients whose calls nobody tells. Depends on signals and prices only. */
@NullMarked
package io.tocsin.pipeline.meter;

import org.jspecify.annotations.NullMarked;
