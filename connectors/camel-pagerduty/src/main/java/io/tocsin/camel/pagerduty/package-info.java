/**
 * Camel component {@code pagerduty:}, which sends events to PagerDuty's Events API v2.
 *
 * <p>Usable without Tocsin: depends on camel-support, Jackson and the JDK's HTTP client only.
 */
@NullMarked
package io.tocsin.camel.pagerduty;

import org.jspecify.annotations.NullMarked;
