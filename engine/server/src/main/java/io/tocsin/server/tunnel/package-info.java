// SPDX-License-Identifier: Apache-2.0
/**
 * A tunnel for the traffic between members: mutual TLS outside, loopback addresses inside. Depends on Vert.x; knows nothing
 * of what it carries.
 */
@NullMarked
package io.tocsin.server.tunnel;

import org.jspecify.annotations.NullMarked;
