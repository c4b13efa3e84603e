// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.tenant;

import io.tocsin.pipeline.Engine;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.OutboxItem;

/** Where a tenant's decisions go. Nothing here blocks. */
public interface TenantOutput {
    /** Back into the log, for other shards. */
    void emit(LogEntry entry);

    /** Into the outbox: it is to happen in the outside world. */
    void intent(OutboxItem item);

    /** To whoever looks. */
    void update(Engine.Update update);

    /** To whoever asked the budgets: what comes of one ask of a batch. */
    void admission(String id, int index, Verdict verdict);

    /** To whoever gave the command. */
    void answer(String orderId, Engine.CommandResult result);
}
