// SPDX-License-Identifier: Apache-2.0
/** The paths on which signals come in: events, OTLP and webhooks. Depends on http. */
@NullMarked
package io.tocsin.server.intake;

import org.jspecify.annotations.NullMarked;
