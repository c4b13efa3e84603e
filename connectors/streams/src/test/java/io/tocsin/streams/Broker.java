// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/** A real broker of Kafka, one node in KRaft mode, in this process. */
final class Broker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String address;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    Broker(Path folder) {
        int port = freePort();
        int controller = freePort();
        address = "127.0.0.1:" + port;
        Properties settings = new Properties();
        Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:" + controller,
                        "listeners", "PLAINTEXT://" + address + ",CONTROLLER://127.0.0.1:" + controller,
                        "controller.listener.names", "CONTROLLER",
                        "log.dirs", folder.resolve("log").toString(),
                        "offsets.topic.replication.factor", "1",
                        "offsets.topic.num.partitions", "1",
                        "group.initial.rebalance.delay.ms", "0",
                        "auto.create.topics.enable", "false")
                .forEach(settings::setProperty);
        format(folder, settings);
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        admin = Admin.create(Map.of("bootstrap.servers", address));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void format(Path folder, Properties settings) {
        try {
            Path file = folder.resolve("server.properties");
            try (var out = Files.newOutputStream(file)) {
                settings.store(out, "");
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
            if (StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8)) != 0) {
                throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return address;
    }

    void topic(String name, int partitions) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    void send(String topic, int partition, String body, Map<String, String> headers) {
        List<Header> sent = headers.entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, partition, null, null, bytes, sent))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How far a group has come; 0 when it has committed nothing. */
    long committed(String group, String topic, int partition) {
        try {
            OffsetAndMetadata reached = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, partition));
            return reached == null ? 0 : reached.offset();
        } catch (InterruptedException | ExecutionException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        server.shutdown();
        server.awaitShutdown();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
