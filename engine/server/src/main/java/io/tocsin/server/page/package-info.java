// SPDX-License-Identifier: Apache-2.0
/** The few pages for people, rendered on the server without scripts. Depends on http. */
@NullMarked
package io.tocsin.server.page;

import org.jspecify.annotations.NullMarked;
