// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What automations may reach.
 *
 * @param targets addresses that runbooks may call, by name; nothing else can be called
 */
public record AutomationSettings(
        @Setting("Addresses that runbooks may call, by a name of your choice. Nothing else can be called.")
        Map<String, Target> targets) {

    /** Copies the map. */
    public AutomationSettings {
        targets = Map.copyOf(targets);
    }

    /**
     * An address that runbooks may call.
     *
     * @param url the whole address
     * @param secret sent as a bearer token, if there is one
     * @param timeout longest wait for an answer
     * @param idempotent whether it honours idempotency keys
     */
    public record Target(
            @Setting("The whole address: https, or http to this machine. Nothing is added to it.")
            URI url,

            @Setting("Sent as a bearer token, if the target asks for one.")
            Optional<Secret> secret,

            @Setting(value = ReceiverSettings.TIMEOUT, fallback = "5s")
            Duration timeout,

            @Setting(
                    value = "Whether it does what it is told twice under one Idempotency-Key once. Needed for steps of"
                            + " kind keyed.",
                    fallback = "false")
            boolean idempotent) {}
}
