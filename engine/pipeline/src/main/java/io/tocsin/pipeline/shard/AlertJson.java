// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.shard;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.alert.Alert;
import io.tocsin.pipeline.log.Json;
import java.io.UncheckedIOException;

/** An alert as text. */
final class AlertJson {
    private AlertJson() {}

    static String write(Alert alert) {
        try {
            return Json.MAPPER.writeValueAsString(alert);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Alert read(String text) {
        try {
            return Json.MAPPER.readValue(text, Alert.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
