// SPDX-License-Identifier: Apache-2.0
/** Grafana's alerts, unified and legacy. */
@NullMarked
package io.tocsin.sources.grafana;

import org.jspecify.annotations.NullMarked;
