// SPDX-License-Identifier: Apache-2.0
/**
 * What every Camel component for a vendor's HTTP API shares: transport, typed failures, and the skeleton of producer,
 * endpoint and options. Knows no vendor and nothing of Tocsin: depends on camel-support, Jackson and the JDK only.
 */
@NullMarked
package io.tocsin.camel.vendor;

import org.jspecify.annotations.NullMarked;
