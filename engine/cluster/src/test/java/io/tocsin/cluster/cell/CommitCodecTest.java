// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cluster.testing.WireForm;
import io.tocsin.pipeline.log.Written;
import io.tocsin.pipeline.store.Commit;
import io.tocsin.pipeline.store.LogRecord;
import io.tocsin.pipeline.store.OutboxItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitCodecTest {
    private static final Instant AT = Instant.parse("2026-11-01T00:00:00.123Z");

    private static final Commit COMMIT = new Commit(
            List.of(new LogRecord(7, AT, (byte) 3, bytes("entry")), new LogRecord(8, AT, (byte) 2, bytes(""))),
            List.of(new OutboxItem("page.1", "page", "{\"ü\":1}", AT)),
            List.of("page.0"),
            List.of(new Commit.DeadLetter("x", "grafana", 9, "not JSON", bytes("body"))),
            Optional.of(new Commit.Checkpoint(6, List.of(new Commit.Piece("17", bytes("state"))))));

    @Test
    void isReadAsItWasWritten() {
        Commit read = Written.read(Written.bytes(out -> CommitCodec.write(out, COMMIT)), CommitCodec::read);

        assertThat(read).usingRecursiveComparison().isEqualTo(COMMIT);
    }

    @Test
    void isWrittenAsItEverWasAndUnderstood() {
        assertThat(Written.bytes(out -> CommitCodec.write(out, COMMIT))).isEqualTo(WireForm.of("commit"));
        assertThat(Written.read(WireForm.of("commit"), CommitCodec::read))
                .usingRecursiveComparison()
                .isEqualTo(COMMIT);
    }

    @Test
    void nothingIsReadAsNothing() {
        Commit commit = new Commit(List.of(), List.of(), List.of(), List.of(), Optional.empty());

        Commit read = Written.read(Written.bytes(out -> CommitCodec.write(out, commit)), CommitCodec::read);

        assertThat(read).isEqualTo(commit);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
