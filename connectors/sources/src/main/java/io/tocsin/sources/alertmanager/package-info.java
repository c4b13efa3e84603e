// SPDX-License-Identifier: Apache-2.0
/** Alerts of a Prometheus Alertmanager. */
@NullMarked
package io.tocsin.sources.alertmanager;

import org.jspecify.annotations.NullMarked;
