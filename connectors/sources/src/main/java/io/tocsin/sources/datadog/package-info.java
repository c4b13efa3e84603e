// SPDX-License-Identifier: Apache-2.0
/** Monitors of Datadog. */
@NullMarked
package io.tocsin.sources.datadog;

import org.jspecify.annotations.NullMarked;
