// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import io.tocsin.model.response.RunbookRun;
import java.util.Optional;

/** Nothing acts before its dry run on the real route has passed. */
final class DryRunPassed implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        RunbookRun run = judged.run();
        return run.dryRunOk() || run.state() == RunbookRun.State.PROPOSED
                ? Optional.empty()
                : Optional.of("dry run: run " + run.id() + " has not passed its dry run");
    }
}
