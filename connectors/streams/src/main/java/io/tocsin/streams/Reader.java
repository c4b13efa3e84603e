// SPDX-License-Identifier: Apache-2.0
package io.tocsin.streams;

import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.HeaderNames;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one record says: which door reads it, and with which headers. Thread-safe. */
final class Reader {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final String NATIVE = "native";
    private static final String CLOUD = "cloudevents";
    private static final String CONTENT_TYPE = "content-type";
    private static final int LONGEST_HEADER = 4096;
    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");

    private final StreamSettings settings;
    private final Map<String, Door> doors;
    private final Clock clock;

    Reader(StreamSettings settings, Map<String, Door> doors, Clock clock) {
        this.settings = settings;
        this.doors = Map.copyOf(doors);
        this.clock = clock;
        if (!doors.containsKey(settings.tool())) {
            throw new IllegalArgumentException("streams." + settings.name() + ".tool is no tool");
        }
    }

    /**
     * Reads a record. Never fails.
     *
     * @param at when the producer or the broker dates it, milliseconds since 1970
     * @param id what names it, so that reading it again makes the same signals
     */
    @SuppressWarnings("IllegalCatch")
    Reading read(byte[] body, Iterable<Header> sent, long at, String id) {
        Map<String, String> headers = headers(sent);
        String type =
                headers.getOrDefault(CONTENT_TYPE, "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Message message = new Message(body, type, headers, settings.tenant(), arrival(at), id);
        try {
            return door(headers, type).read(message);
        } catch (RuntimeException bug) {
            LOG.atError().setCause(bug).addKeyValue("stream", settings.name()).log("a door failed on a record");
            return new Reading.DeadLetter(new Problem(400, "door-failed", "the door failed; the log says why", "", ""));
        }
    }

    private Door door(Map<String, String> headers, String type) {
        boolean cloud = headers.containsKey("ce-specversion") || type.startsWith("application/cloudevents");
        String name = settings.tool().equals(NATIVE) && cloud ? CLOUD : settings.tool();
        Door door = doors.get(name);
        if (door == null) {
            throw new IllegalStateException("there is no door named " + name);
        }
        return door;
    }

    /** A backlog is as old as it is: what it does not date itself happened when it was written, not when it is read. */
    private Instant arrival(long millis) {
        Instant now = clock.instant();
        Instant written = Instant.ofEpochMilli(millis);
        return written.isBefore(EARLIEST) || written.isAfter(now) ? now : written;
    }

    /** Names in lower case; those of CloudEvents as over HTTP, {@code ce-id} for {@code ce_id}. */
    private static Map<String, String> headers(Iterable<Header> sent) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : sent) {
            String name = header.key().toLowerCase(Locale.ROOT);
            byte @Nullable [] value = header.value();
            if (!HeaderNames.hidden(name) && value != null && value.length <= LONGEST_HEADER) {
                headers.put(
                        name.startsWith("ce_") ? "ce-" + name.substring(3) : name,
                        new String(value, StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
