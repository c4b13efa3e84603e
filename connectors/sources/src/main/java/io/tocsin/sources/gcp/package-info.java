// SPDX-License-Identifier: Apache-2.0
/** Incidents of Google Cloud Monitoring. */
@NullMarked
package io.tocsin.sources.gcp;

import org.jspecify.annotations.NullMarked;
