// SPDX-License-Identifier: Apache-2.0
/** One request from its first byte to its answer: routes, guards, bodies, refusals. Depends on nothing else in this module but metrics. */
@NullMarked
package io.tocsin.server.http;

import org.jspecify.annotations.NullMarked;
