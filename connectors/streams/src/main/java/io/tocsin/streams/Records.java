// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.intake.DeadLetterBody;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.store.Commit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the records of one poll: reads them, has them made durable as one batch, and only then commits how far it has come, by
 * partition. While nothing can be made durable it waits, and so does Kafka. Used by several threads, one per consumer.
 */
final class Records implements Processor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);
    /** Well below what one entry of the log may hold. */
    private static final int MOST_SIGNALS = 5_000;

    private static final byte[] NOTHING = {};

    private final StreamSettings settings;
    private final Reader reader;
    private final Engine engine;
    private final Clock clock;
    private final Patience patience;

    Records(StreamSettings settings, Reader reader, Engine engine, Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.engine = engine;
        this.clock = clock;
        this.patience = new Patience(settings.name(), () -> engine.ready() && !engine.overloaded());
    }

    StreamSettings settings() {
        return settings;
    }

    @Override
    public void process(Exchange polled) {
        Batch batch = new Batch();
        Map<String, KafkaManualCommit> reached = new LinkedHashMap<>();
        for (Object one : polled.getMessage().getBody(List.class)) {
            Message record = ((Exchange) one).getMessage();
            batch.take(record);
            reached.put(partition(record), record.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
        }
        batch.flush();
        reached.values().forEach(this::commit);
    }

    private static String partition(Message record) {
        return record.getHeader(KafkaConstants.TOPIC, String.class) + "/"
                + record.getHeader(KafkaConstants.PARTITION, Integer.class);
    }

    /** What is not committed is read again and then known; so a group that has moved on meanwhile does no harm. */
    private void commit(KafkaManualCommit reached) {
        try {
            reached.commit();
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("stream", settings.name())
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("could not commit, the records may be read again");
        }
    }

    /** Lets go of what waits; it is read again. */
    @Override
    public void close() {
        patience.end();
    }

    /** What one poll has brought and is not durable yet. */
    private final class Batch implements Reading.Cases<Batch> {
        private final List<Signal> signals = new ArrayList<>();
        private String id = "";
        private byte[] body = NOTHING;

        void take(Message record) {
            byte[] sent = record.getBody(byte[].class);
            body = sent == null ? NOTHING : sent;
            id = settings.name() + "/" + partition(record) + "/" + record.getHeader(KafkaConstants.OFFSET, Long.class);
            Headers headers = record.getHeader(KafkaConstants.HEADERS, Headers.class);
            Long at = record.getHeader(KafkaConstants.TIMESTAMP, Long.class);
            reader.read(body, headers == null ? new RecordHeaders() : headers, at == null ? 0 : at, id)
                    .match(this);
        }

        void flush() {
            if (!signals.isEmpty()) {
                List<Signal> all = List.copyOf(signals);
                patience.until(() -> engine.accept(all));
                signals.clear();
            }
        }

        @Override
        public Batch understood(Reading.Understood understood) {
            signals.addAll(understood.signals());
            if (understood.rejected() > 0) {
                LOG.atWarn()
                        .addKeyValue("stream", settings.name())
                        .addKeyValue("rejected", understood.rejected())
                        .addKeyValue("reason", understood.reason())
                        .log("part of a record is not understood");
            }
            if (signals.size() >= MOST_SIGNALS) {
                flush();
            }
            return this;
        }

        @Override
        public Batch orders(Reading.Orders orders) {
            flush();
            for (Command command : orders.commands()) {
                patience.until(() -> engine.command(command));
            }
            return this;
        }

        @Override
        public Batch rejected(Reading.Rejected rejected) {
            return keep(rejected.problem());
        }

        @Override
        public Batch deadLetter(Reading.DeadLetter letter) {
            return keep(letter.problem());
        }

        private Batch keep(Problem problem) {
            Commit.DeadLetter letter = new Commit.DeadLetter(
                    Ids.hash("stream", settings.group(), id),
                    settings.name(),
                    clock.millis(),
                    problem.detail(),
                    DeadLetterBody.of(settings.tool(), body));
            patience.until(() -> engine.deadLetter(letter));
            return this;
        }
    }
}
