// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.decision.Flag;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.Engine.Update;
import io.tocsin.pipeline.log.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that people or applications see of a cell.
 *
 * @param kind what it is
 * @param key unique in its kind
 * @param json what it is now; empty when it is gone
 */
record Item(Kind kind, String key, byte[] json) {
    private static final byte[] GONE = {};

    /** What an item is. */
    enum Kind {
        ALERT,
        RUN,
        FLAG,
        UPDATE
    }

    static Item gone(Kind kind, String key) {
        return new Item(kind, key, GONE);
    }

    static Item of(Kind kind, String key, Object value) {
        try {
            return new Item(kind, key, Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isGone() {
        return json.length == 0;
    }

    LiveAlert alert() {
        return read(LiveAlert.class);
    }

    RunbookRun run() {
        return read(RunbookRun.class);
    }

    Flag flag() {
        return read(Flag.class);
    }

    Update update() {
        Told told = read(Told.class);
        return new Update(
                told.at,
                told.kind,
                told.what,
                told.text,
                Optional.ofNullable(told.alert),
                Optional.ofNullable(told.run));
    }

    static Item of(Update update) {
        return of(
                Kind.UPDATE,
                "",
                new Told(
                        update.at(),
                        update.kind(),
                        update.what(),
                        update.text(),
                        update.alert().orElse(null),
                        update.run().orElse(null)));
    }

    private <T> T read(Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a member sent a damaged " + type.getSimpleName(), e);
        }
    }

    /** An update as JSON. */
    record Told(
            Instant at,
            String kind,
            String what,
            String text,
            @Nullable LiveAlert alert,
            @Nullable RunbookRun run) {}
}
