// SPDX-License-Identifier: Apache-2.0
/** Rules at work: one fact to alerts, open alerts to decisions. Depends on {@code drl} and {@code compiled}. */
@NullMarked
package io.tocsin.rulebase.session;

import org.jspecify.annotations.NullMarked;
