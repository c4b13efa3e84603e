// SPDX-License-Identifier: Apache-2.0
/** What applications read back: OFREP flags. Depends on http. */
@NullMarked
package io.tocsin.server.decision;

import org.jspecify.annotations.NullMarked;
