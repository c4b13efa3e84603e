// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.subject;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How to measure.
 *
 * @param command shell command of the server under test, with {@code {port}} and {@code {data}}; empty when there is none
 * @param ledger JDBC address of the PostgreSQL in which members of a cluster claim actions
 * @param connections connections of a closed loop
 * @param rate events per second of an open loop
 * @param users how many users events are spread over
 * @param warmup time that is not measured
 * @param time time that is measured
 * @param work an empty directory for data; the caller removes it
 * @param clock gives events their time
 */
public record Options(
        String command,
        String ledger,
        int connections,
        double rate,
        int users,
        Duration warmup,
        Duration time,
        Path work,
        Clock clock) {

    /** @throws IllegalArgumentException if a number is not positive */
    public Options {
        if (connections < 1 || rate <= 0 || users < 1) {
            throw new IllegalArgumentException("connections, rate and users must be positive, were " + connections
                    + ", " + rate + " and " + users);
        }
    }

    /** These with another rate. */
    Options at(double eventsPerSecond) {
        return new Options(command, ledger, connections, eventsPerSecond, users, warmup, time, work, clock);
    }

    /** @throws IllegalArgumentException if there is no command */
    String requireCommand() {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("--command must say how to start the server, was empty");
        }
        return command;
    }
}
