// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.PollOnError;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.KafkaManualCommitFactory;
import org.apache.camel.component.kafka.security.KafkaAuthType;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The endpoint of one topic: records come as the polls brought them, a poll at a time, and nothing is committed but by hand.
 * Addresses and passwords are set on the component and never stand in an address.
 */
final class Kafka {
    /** Records of one poll: what a second of a busy topic brings, and little enough to be read again. */
    static final int MOST_RECORDS = 500;

    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final long POLL_MILLIS = 250;
    private static final int BATCH_MILLIS = 250;

    private Kafka() {}

    /** Adds a component for the topic and answers its endpoint. Connects to nothing. */
    static Endpoint endpoint(CamelContext context, StreamSettings settings) {
        KafkaComponent component = new KafkaComponent(context);
        component.setConfiguration(configuration(settings));
        component.setKafkaManualCommitFactory((polled, record, manager) -> commit(polled, record));
        String scheme = "kafka-" + settings.name();
        context.addComponent(scheme, component);
        return context.getEndpoint(scheme + ":" + settings.topic());
    }

    /** With a factory that is not Camel's own, Camel commits nothing by itself, neither after an error nor when it stops. */
    private static KafkaManualCommit commit(
            KafkaManualCommitFactory.CamelExchangePayload polled, KafkaManualCommitFactory.KafkaRecordPayload record) {
        Map<TopicPartition, OffsetAndMetadata> next =
                Map.of(record.partition, new OffsetAndMetadata(record.recordOffset + 1));
        return () -> polled.consumer.commitSync(next, Duration.ofMillis(record.commitTimeout));
    }

    private static KafkaConfiguration configuration(StreamSettings settings) {
        KafkaConfiguration kafka = new KafkaConfiguration();
        kafka.setBrokers(settings.brokers());
        kafka.setPreValidateHostAndPort(false);
        kafka.setGroupId(settings.group());
        kafka.setClientId("tocsin-" + settings.name());
        kafka.setConsumersCount(settings.consumers());
        kafka.setAutoOffsetReset(settings.fromBeginning() ? "earliest" : "latest");
        kafka.setAutoCommitEnable(false);
        kafka.setAllowManualCommit(true);
        kafka.setBatching(true);
        kafka.setBatchingIntervalMs(BATCH_MILLIS);
        kafka.setMaxPollRecords(MOST_RECORDS);
        kafka.setFetchMaxBytes(FETCH_BYTES);
        kafka.setPollTimeoutMs(POLL_MILLIS);
        kafka.setPollOnError(PollOnError.RETRY);
        kafka.setBreakOnFirstError(true);
        kafka.setKeyDeserializer(ByteArrayDeserializer.class.getName());
        kafka.setValueDeserializer(ByteArrayDeserializer.class.getName());
        secure(kafka, settings.security());
        return kafka;
    }

    private static void secure(KafkaConfiguration kafka, StreamSettings.Security security) {
        kafka.setSecurityProtocol(security.protocol());
        Map<String, Object> more = new HashMap<>();
        security.trust().ifPresent(file -> {
            more.put("ssl.truststore.type", "PEM");
            more.put("ssl.truststore.location", file);
        });
        kafka.setAdditionalProperties(more);
        if (security.protocol().startsWith("SASL")) {
            kafka.setSaslMechanism(security.mechanism());
            kafka.setSaslAuthType(
                    security.mechanism().equals("PLAIN") ? KafkaAuthType.PLAIN : scram(security.mechanism()));
            kafka.setSaslUsername(security.user());
            kafka.setSaslPassword(security.password().orElse(""));
        }
    }

    private static KafkaAuthType scram(String mechanism) {
        return mechanism.endsWith("512") ? KafkaAuthType.SCRAM_SHA_512 : KafkaAuthType.SCRAM_SHA_256;
    }
}
