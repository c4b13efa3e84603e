// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.response;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import java.util.Optional;

/** Tells people through one vendor. Implementations are thread-safe and block until the vendor has answered. */
public interface Receiver {

    /** Its name in the configuration, such as {@code oncall-pagerduty}. */
    String name();

    /**
     * Sends one page.
     *
     * @param page what to tell
     * @param reference the vendor's reference from the first page of this alert; empty when there is none
     */
    Delivery deliver(Page page, Optional<String> reference);
}
