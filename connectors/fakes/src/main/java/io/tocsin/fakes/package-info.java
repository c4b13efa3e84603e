/**
 * Stateful stand-ins for the vendors that page people: PagerDuty, Opsgenie (and its successor JSM Operations), Slack.
 *
 * <p>They answer on the loopback interface, validate what they receive more strictly than the vendors do, keep the
 * vendor's state machine, judge every window and delay on an injected {@link java.time.Clock} and fail on demand.
 * Depends on the JDK's HTTP server and Jackson only, so that tests, the demo and other programs can embed them.
 */
@NullMarked
package io.tocsin.fakes;

import org.jspecify.annotations.NullMarked;
