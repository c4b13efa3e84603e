// SPDX-License-Identifier: Apache-2.0
/**
 * OpenTelemetry logs, metrics and traces in protobuf and JSON: Claude Code events, three generations of GenAI conventions, and
 * metrics of anything. Content attributes are dropped here.
 */
@NullMarked
package io.tocsin.sources.otlp;

import org.jspecify.annotations.NullMarked;
