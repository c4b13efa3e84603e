// SPDX-License-Identifier: Apache-2.0
/** Members in one process, on a network that can be cut. */
@NullMarked
package io.tocsin.cluster.testing;

import org.jspecify.annotations.NullMarked;
