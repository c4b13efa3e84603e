// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import io.tocsin.model.alert.LiveAlert;
import io.tocsin.model.response.Page;
import io.tocsin.model.response.RunbookRun;
import java.time.Instant;
import java.util.Optional;

/** Writes the page that people read about an alert. Pure and thread-safe: equal arguments give equal pages. */
@FunctionalInterface
public interface PageWriter {
    /**
     * Writes one page.
     *
     * @param action what to do with it at the vendor
     * @param alert the alert as it is now
     * @param run the runbook run that answers it, if there is one
     * @param at log time
     */
    Page page(Page.Action action, LiveAlert alert, Optional<RunbookRun> run, Instant at);
}
