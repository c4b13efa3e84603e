// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A topic of Kafka that is read.
 *
 * @param brokers where to find the cluster
 * @param topic the topic
 * @param group the consumer group
 * @param tool the door that reads records
 * @param tenant the tenant its signals belong to
 * @param from where a group that is new begins
 * @param consumers how many read at once
 * @param protocol how to speak to the brokers
 * @param mechanism how the user shows who it is
 * @param user who reads
 * @param password its password
 * @param trust who signs the brokers' certificates
 */
public record TopicSettings(
        @Setting("Some brokers of the cluster, as host:port.")
        List<String> brokers,

        @Setting("The topic.") String topic,

        @Setting(
                value = "The consumer group; the members of a cluster divide the partitions among them.",
                fallback = "tocsin")
        String group,

        @Setting(
                value = "The door that reads records, by the name of a tool; native also reads CloudEvents.",
                fallback = "native")
        String tool,

        @Setting("The tenant its signals belong to. Without it: server.tenant.")
        Optional<String> tenant,

        @Setting(
                value = "Where a group that is new begins: with what comes next, or with the oldest.",
                fallback = "end")
        From from,

        @Setting(
                value = "How many read at once on this member, 1 to 16; more than partitions are idle.",
                fallback = "1")
        int consumers,

        @Setting(value = "How to speak to the brokers.", fallback = "plaintext")
        Protocol protocol,

        @Setting(value = "With sasl: how the user shows who it is.", fallback = "scram-sha-512")
        Mechanism mechanism,

        @Setting("With sasl: who reads.") Optional<String> user,
        @Setting("With sasl: its password.") Optional<Secret> password,

        @Setting("With ssl: certificates in PEM of who signs the brokers' certificates. Without it: those of the JVM.")
        Optional<Path> trust) {
    private static final int MOST_CONSUMERS = 16;

    /** @throws InvalidSetting if a value is out of range or missing */
    public TopicSettings {
        brokers = List.copyOf(brokers);
        unless(!brokers.isEmpty(), "brokers", "must name at least one broker as host:port");
        brokers.forEach(broker -> unless(
                broker.matches("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}"),
                "brokers",
                "must be host:port, was '" + broker + "'"));
        unless(
                topic.matches("[A-Za-z0-9._-]{1,249}"),
                "topic",
                "must be the name of a topic, of letters, digits, dots, hyphens and underscores");
        unless(
                consumers >= 1 && consumers <= MOST_CONSUMERS,
                "consumers",
                "must lie in 1.." + MOST_CONSUMERS + ", was " + consumers);
        boolean sasl = protocol == Protocol.SASL_SSL || protocol == Protocol.SASL_PLAINTEXT;
        unless(!sasl || user.isPresent() && password.isPresent(), "user", "and password are needed with sasl");
        unless(sasl || user.isEmpty() && password.isEmpty(), "protocol", "must be sasl-ssl for a user to be asked");
    }

    /** Where a group that is new begins. */
    public enum From {
        END,
        BEGINNING
    }

    /** How to speak to the brokers. */
    public enum Protocol {
        PLAINTEXT,
        SSL,
        SASL_PLAINTEXT,
        SASL_SSL
    }

    /** How the user shows who it is. */
    public enum Mechanism {
        PLAIN,
        SCRAM_SHA_256,
        SCRAM_SHA_512
    }
}
