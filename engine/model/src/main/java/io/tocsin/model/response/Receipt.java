// SPDX-License-Identifier: Apache-2.0
package io.tocsin.model.response;

import java.util.List;

/**
 * The answer to a batch that is durable.
 *
 * @param ids ids of the accepted signals, in the order of the batch
 */
public record Receipt(List<String> ids) {

    /** Copies the list. */
    public Receipt {
        ids = List.copyOf(ids);
    }
}
