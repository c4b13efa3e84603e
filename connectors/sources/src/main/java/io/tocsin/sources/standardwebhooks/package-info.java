// SPDX-License-Identifier: Apache-2.0
/** Tocsin's own events in the envelope of Standard Webhooks. */
@NullMarked
package io.tocsin.sources.standardwebhooks;

import org.jspecify.annotations.NullMarked;
