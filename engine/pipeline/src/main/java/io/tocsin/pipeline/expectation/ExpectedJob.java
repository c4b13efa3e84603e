// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import io.tocsin.model.scope.Scope;
import java.time.Duration;

/**
 * A job that must report, whether it ever did or not.
 *
 * @param scope the job
 * @param every the longest healthy pause between two heartbeats; what the job itself says of it does not count
 */
public record ExpectedJob(Scope scope, Duration every) {}
