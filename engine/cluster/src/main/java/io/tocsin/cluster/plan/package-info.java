// SPDX-License-Identifier: Apache-2.0
/** Who owns which cell: decided from what the members report, carried out step by step. */
@NullMarked
package io.tocsin.cluster.plan;

import org.jspecify.annotations.NullMarked;
