// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.tocsin.app.settings.LogSettings;

/**
 * How logging is set up until the settings are read, and for commands that start no server: only what is wrong. Found by
 * Logback as a service, which spares every start the reading of an XML file.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.configure(context, new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
