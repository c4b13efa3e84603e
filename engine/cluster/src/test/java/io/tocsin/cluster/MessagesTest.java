// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.testing.WireForm;
import io.tocsin.model.scope.Scope;
import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.Command;
import io.tocsin.pipeline.Engine.CommandResult;
import io.tocsin.pipeline.admission.Ask;
import io.tocsin.pipeline.admission.Verdict;
import io.tocsin.pipeline.admission.Verdict.Outcome;
import io.tocsin.pipeline.admission.Verdict.Standing;
import io.tocsin.pipeline.log.AdmissionCodec;
import io.tocsin.pipeline.log.LogEntry;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.threshold.Budget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    @Test
    void whatIsAskedOfBudgets() {
        List<Ask> asks = List.of(
                new Ask.Reserve("acme", "r1", new Ask.Payer("search", null, "chat"), 10_000_000, 300),
                new Ask.Settle("acme", "r1", 5_000_000, false),
                new Ask.Release("acme", "r2"));
        byte[] written = WireForm.of("asks");

        assertThat(Written.bytes(out -> AdmissionCodec.asks(out, asks))).isEqualTo(written);
        assertThat(Written.<List<Ask>>read(written, AdmissionCodec::asks)).isEqualTo(asks);
    }

    @Test
    void whatBudgetsAnswer() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        Standing standing = new Standing(
                new Scope(ScopeKind.TEAM, "acme", "search"),
                Budget.Period.MONTH,
                500_000_000,
                7,
                10_000_000,
                Instant.parse("2026-12-01T00:00:00Z"));
        List<Verdict> verdicts = List.of(
                new Verdict(Outcome.GRANTED, "", List.of(standing), noon, noon.plusSeconds(300)),
                new Verdict(Outcome.UNKNOWN, "there is none", List.of(), noon, null));
        byte[] written = WireForm.of("verdicts");

        assertThat(Written.bytes(out -> AdmissionCodec.verdicts(out, verdicts))).isEqualTo(written);
        assertThat(Written.<List<Verdict>>read(written, AdmissionCodec::verdicts))
                .isEqualTo(verdicts);
    }
}
