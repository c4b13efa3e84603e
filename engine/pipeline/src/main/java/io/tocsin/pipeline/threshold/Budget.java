// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.model.scope.Scope;
import java.time.ZoneId;

/** Stub. */
public record Budget(Scope scope, boolean monthly, long nanoUsd, ZoneId zone) {}
