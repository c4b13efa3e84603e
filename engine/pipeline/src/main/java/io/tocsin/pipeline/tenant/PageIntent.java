// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.log.Json;
import java.io.UncheckedIOException;

/**
 * A page that is to be sent.
 *
 * @param receiver name of the receiver
 * @param tenant the tenant it is about
 * @param page the page
 */
public record PageIntent(String receiver, String tenant, Page page) {

    /** As text, for the outbox. */
    static String write(PageIntent intent) {
        try {
            return Json.MAPPER.writeValueAsString(intent);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #write} wrote. */
    public static PageIntent read(String text) {
        try {
            return Json.MAPPER.readValue(text, PageIntent.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
