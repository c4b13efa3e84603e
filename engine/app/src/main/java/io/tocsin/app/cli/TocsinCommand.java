// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import io.tocsin.app.Installation;
import io.tocsin.app.demo.DemoCommand;
import io.tocsin.app.replay.ReplayCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** {@code tocsin}: the command all others hang under. */
@Command(
        name = "tocsin",
        description = "Alerting and automated response for teams that run LLM APIs.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = TocsinCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            ReplayCommand.class,
            SendCommand.class,
            TailCommand.class,
            AlertCommand.class,
            RunbookCommand.class,
            ActionsCommand.class,
            AutomationCommand.class,
            IntakeCommand.class,
            ClusterCommand.class,
            RulesCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the thing checked is wrong, or the server refused",
            "2:wrong usage",
            "4:the server cannot be reached, or does not let you in",
            "130:interrupted"
        })
public final class TocsinCommand {

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tocsin " + Installation.version() + "  java " + System.getProperty("java.version")};
        }
    }
}
