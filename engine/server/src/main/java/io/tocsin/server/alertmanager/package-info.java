// SPDX-License-Identifier: Apache-2.0
/** The part of the Alertmanager API v2 that amtool and dashboards read; what they post comes in through intake. */
@NullMarked
package io.tocsin.server.alertmanager;

import org.jspecify.annotations.NullMarked;
