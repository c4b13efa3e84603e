/**
 * Camel component {@code slackops:}, which posts, updates, threads and whispers messages through Slack's Web API.
 *
 * <p>Usable without Tocsin: depends on the vendor-http module beside it, which needs camel-support,
 * Jackson and the JDK's HTTP client. It exists beside
 * camel-slack because that one returns no {@code ts}, cannot update or thread, and hides refused messages from error
 * handlers.
 */
@NullMarked
package io.tocsin.camel.slackops;

import org.jspecify.annotations.NullMarked;
