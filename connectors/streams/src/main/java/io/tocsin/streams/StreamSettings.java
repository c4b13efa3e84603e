// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import java.util.Optional;

/**
 * One topic that is read. Its secret does not print.
 *
 * @param name its name in the settings: lower-case letters, digits and dashes
 * @param tool the door that reads records; {@code native} also reads CloudEvents
 * @param tenant the tenant its signals belong to
 * @param brokers where to find the cluster, {@code host:port} with commas between
 * @param topic the topic
 * @param group the consumer group; those of one group divide the topic among them
 * @param fromBeginning whether a group that is new begins with the oldest record rather than with the next one
 * @param consumers how many read at once, 1 to 16
 * @param security how to speak to the brokers
 */
public record StreamSettings(
        String name,
        String tool,
        String tenant,
        String brokers,
        String topic,
        String group,
        boolean fromBeginning,
        int consumers,
        Security security) {

    /**
     * How to speak to the brokers.
     *
     * @param protocol {@code PLAINTEXT}, {@code SSL}, {@code SASL_PLAINTEXT} or {@code SASL_SSL}
     * @param mechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}
     * @param user who reads; empty when nobody is asked
     * @param password its password
     * @param trust file in PEM with who signs the brokers' certificates; empty for those of the JVM
     */
    public record Security(
            String protocol, String mechanism, String user, Optional<String> password, Optional<String> trust) {
        /** Nobody is asked, nothing is encrypted. */
        public static final Security NONE = new Security("PLAINTEXT", "PLAIN", "", Optional.empty(), Optional.empty());

        /** Without the password. */
        @Override
        public String toString() {
            return protocol + (user.isEmpty() ? "" : " as " + user);
        }
    }
}
