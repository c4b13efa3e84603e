// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.model.response.RunbookRun;
import io.tocsin.pipeline.log.Json;
import io.tocsin.pipeline.response.Actuation.Mode;
import java.io.UncheckedIOException;

/**
 * A route that is to be walked.
 *
 * @param run the run it belongs to, as it was when this was decided
 * @param mode how to walk it
 */
public record RunIntent(RunbookRun run, Mode mode) {

    /** The version of the runbook that was proposed: the end of the run's id. */
    public String version() {
        return run.id().substring(run.alertId().length() + run.runbook().length() + 2);
    }

    /** As text, for the outbox. */
    static String write(RunIntent intent) {
        try {
            return Json.MAPPER.writeValueAsString(intent);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #write} wrote. */
    public static RunIntent read(String text) {
        try {
            return Json.MAPPER.readValue(text, RunIntent.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
