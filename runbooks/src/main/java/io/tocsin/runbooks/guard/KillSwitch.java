// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.guard;

import java.util.Optional;

/** Nothing runs while the kill switch is on. */
final class KillSwitch implements Guard {
    @Override
    public Optional<String> refusal(Judged judged) {
        return judged.stopped()
                ? Optional.of("kill switch: automations are stopped until somebody releases them")
                : Optional.empty();
    }
}
