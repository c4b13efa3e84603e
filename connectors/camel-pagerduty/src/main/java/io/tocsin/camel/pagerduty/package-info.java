/**
 * Camel component {@code pagerduty:}, which sends events to PagerDuty's Events API v2.
 *
 * <p>Usable without Tocsin: depends on the vendor-http module beside it, which needs camel-support,
 * Jackson and the JDK's HTTP client.
 */
@NullMarked
package io.tocsin.camel.pagerduty;

import org.jspecify.annotations.NullMarked;
