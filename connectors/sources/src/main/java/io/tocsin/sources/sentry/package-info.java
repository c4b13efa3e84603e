// SPDX-License-Identifier: Apache-2.0
/** Issue alerts, metric alerts and issues of Sentry. */
@NullMarked
package io.tocsin.sources.sentry;

import org.jspecify.annotations.NullMarked;
