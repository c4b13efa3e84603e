// SPDX-License-Identifier: Apache-2.0
/** A cell on one member: its log and checkpoint on disk, as owner or as copy, and what happens when that changes. */
@NullMarked
package io.tocsin.cluster.cell;

import org.jspecify.annotations.NullMarked;
