// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.model.signal.ExternalAlert;
import java.util.Map;

/** The one alert that a body of a monitoring tool tells. */
public final class ToolAlerts {
    private final Sender sender;

    public ToolAlerts(Sender sender) {
        this.sender = sender;
    }

    /** Of a body in which single quotes stand for double quotes. */
    public ExternalAlert of(String body) {
        return (ExternalAlert) sender.signal(body);
    }

    /** Of a sample the module ships. */
    public ExternalAlert ofSample(String name) {
        return with(Map.of(), Sender.sample(name));
    }

    /** Of a body that comes with headers. */
    public ExternalAlert with(Map<String, String> headers, String body) {
        return (ExternalAlert) Sender.signals(sender.read("application/json", headers, body.getBytes(UTF_8)))
                .get(0);
    }
}
