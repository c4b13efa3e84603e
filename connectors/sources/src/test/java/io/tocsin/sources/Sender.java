// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.signal.LlmCall;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Door;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Problem;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import io.tocsin.pipeline.signal.SignalCodec;
import io.tocsin.sources.generic.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Sends bodies to one door, as tenant {@code acme}, at a fixed time. Single quotes stand for double quotes. */
public final class Sender {
    public static final PriceBook BOOK =
            PriceBook.load(Path.of(System.getProperty("basedir", ""), "../../rules/prices.yaml"));
    public static final Map<String, Door> DOORS = Doors.all(BOOK, Mappings.shipped());
    public static final Instant NOW = Instant.parse("2026-11-23T16:30:00Z");

    private final String door;

    public Sender(String door) {
        this.door = door;
    }

    /** The reading of a body. */
    public Reading read(String contentType, Map<String, String> headers, byte[] body) {
        return Objects.requireNonNull(DOORS.get(door)).read(new Message(body, contentType, headers, "acme", NOW));
    }

    public Reading read(String body) {
        return read("application/json", Map.of(), body.replace('\'', '"').getBytes(UTF_8));
    }

    /** The signals of a body that is understood as a whole. */
    public List<Signal> signals(String body) {
        return signals(read(body));
    }

    public static List<Signal> signals(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        Reading.Understood understood = (Reading.Understood) reading;
        assertThat(understood.rejected()).as(understood.reason()).isZero();
        assertThat(SignalCodec.read(SignalCodec.write(understood.signals()))).isEqualTo(understood.signals());
        return understood.signals();
    }

    /** The one signal of a body. */
    public Signal signal(String body) {
        List<Signal> signals = signals(body);
        assertThat(signals).hasSize(1);
        return signals.get(0);
    }

    /** The one call of a body. */
    public LlmCall call(String body) {
        return (LlmCall) signals(body).get(0);
    }

    public Problem deadLetter(String body) {
        Reading reading = read(body);
        assertThat(reading).isInstanceOf(Reading.DeadLetter.class);
        return ((Reading.DeadLetter) reading).problem();
    }

    public Problem rejected(String body) {
        Reading reading = read(body);
        assertThat(reading).isInstanceOf(Reading.Rejected.class);
        return ((Reading.Rejected) reading).problem();
    }

    public Reading.Understood partly(String body) {
        Reading reading = read(body);
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        return (Reading.Understood) reading;
    }

    /** A sample the module ships. */
    public static String sample(String name) {
        try (InputStream stream = Sender.class.getResourceAsStream("/samples/" + name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
