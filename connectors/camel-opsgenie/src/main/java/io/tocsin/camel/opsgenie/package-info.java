/**
 * Camel component {@code opsgenie:}, which sends alerts to Opsgenie or to its successor, JSM Operations.
 *
 * <p>Usable without Tocsin: depends on camel-support, Jackson and the JDK's HTTP client only.
 */
@NullMarked
package io.tocsin.camel.opsgenie;

import org.jspecify.annotations.NullMarked;
