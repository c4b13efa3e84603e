// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.signal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.tocsin.model.signal.Signal;
import io.tocsin.pipeline.intake.Message;
import io.tocsin.pipeline.intake.Reading;
import io.tocsin.pipeline.pricing.PriceBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals as bytes and back: one JSON object per line, properties in fixed order, defaults left out. The same format
 * is what senders may send and what the journal keeps.
 *
 * <p>{@link #read} trusts what {@link #write} wrote and gives it back exactly. {@link #readNative} trusts nobody.
 * Stateless and thread-safe.
 */
public final class SignalCodec {
    private static final int BYTES_PER_SIGNAL = 512;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator("\n")
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private SignalCodec() {}

    /** The signals as lines of JSON. Read back they are equal, in the same order. */
    public static byte[] write(List<Signal> signals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_PER_SIGNAL * signals.size() + 16);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            SignalWriter writer = new SignalWriter(json);
            for (Signal signal : signals) {
                writer.write(signal);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public static List<Signal> read(byte[] lines) {
        List<Signal> signals = new ArrayList<>();
        SignalDraft draft = new SignalDraft();
        try (JsonParser json = JSON.createParser(lines)) {
            EventReader reader = new EventReader(json, draft);
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                reader.read();
                signals.add(SignalAssembler.assemble(draft));
            }
        } catch (IOException | RuntimeException damaged) {
            throw new IllegalArgumentException("damaged signal at index " + signals.size(), damaged);
        }
        return signals;
    }

    /**
     * What a sender sent in the native format: an object, an array, or lines. All of it is taken or none.
     *
     * @return {@link Reading.Understood} with every signal, or {@link Reading.Rejected} with the first problem
     */
    public static Reading readNative(Message message, PriceBook prices) {
        return new NativeReader(message, prices).read();
    }
}
