// SPDX-License-Identifier: Apache-2.0
/** CloudWatch alarms as EventBridge delivers them. */
@NullMarked
package io.tocsin.sources.cloudwatch;

import org.jspecify.annotations.NullMarked;
