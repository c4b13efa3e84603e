// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.testing.WireForm;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.store.Commit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What members of version 0.1.0 bring to one another; what they bring of a log has the form of the log itself. */
class MessagesTest {
    @Test
    void entriesOfALog() {
        byte[] written = WireForm.of("entries");

        assertThat(Messages.entries(List.of(new LogEntry.Tick(3)))).isEqualTo(written);
        assertThat(Messages.readEntries(written))
                .singleElement()
                .satisfies(entry -> assertThat(entry.entry()).isEqualTo(new LogEntry.Tick(3)));
    }

    @Test
    void aCommand() {
        Command command = new Command.Resolve("a1", "anna");
        byte[] written = WireForm.of("command");

        assertThat(Messages.command(command)).isEqualTo(written);
        assertThat(Messages.readCommand(written)).isEqualTo(command);
    }

    @Test
    void aResult() {
        CommandResult result = new CommandResult(false, "there is no such run");
        byte[] written = WireForm.of("result");

        assertThat(Messages.result(result)).isEqualTo(written);
        assertThat(Messages.readResult(written)).isEqualTo(result);
    }

    @Test
    void deadLetters() {
        Commit.DeadLetter letter =
                new Commit.DeadLetter("x", "grafana", 9, "not JSON", "body".getBytes(StandardCharsets.UTF_8));
        byte[] written = WireForm.of("letters");

        assertThat(Messages.letters(List.of(letter))).isEqualTo(written);
        assertThat(Messages.readLetters(written)).usingRecursiveComparison().isEqualTo(List.of(letter));
    }

    @Test
    void aNumber() {
        assertThat(Messages.number(40)).isEqualTo(WireForm.of("number"));
        assertThat(Messages.readNumber(WireForm.of("number"))).isEqualTo(40);
    }
}
