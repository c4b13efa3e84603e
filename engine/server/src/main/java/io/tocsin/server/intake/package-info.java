// SPDX-License-Identifier: Apache-2.0
/**
 * The paths on which signals come in: events, posted or through a WebSocket, OTLP, remote write, posted alerts and webhooks.
 * Depends on http, source, and alertmanager for the form of its refusals.
 */
@NullMarked
package io.tocsin.server.intake;

import org.jspecify.annotations.NullMarked;
