/**
 * Camel component {@code opsgenie:}, which sends alerts to Opsgenie or to its successor, JSM Operations.
 *
 * <p>Usable without Tocsin: depends on the vendor-http module beside it, which needs camel-support,
 * Jackson and the JDK's HTTP client.
 */
@NullMarked
package io.tocsin.camel.opsgenie;

import org.jspecify.annotations.NullMarked;
