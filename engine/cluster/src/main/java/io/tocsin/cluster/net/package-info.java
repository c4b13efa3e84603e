// SPDX-License-Identifier: Apache-2.0
/** The port to the other members: who is there, and calls to them. */
@NullMarked
package io.tocsin.cluster.net;

import org.jspecify.annotations.NullMarked;
