// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.Installation;
import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.wiring.Logging;
import java.nio.file.Path;
import java.util.List;

/** One showing of the cluster's demo. Used once; not thread-safe. */
final class ClusterDemo {
    /** How many members it is told with: the fewest that can lose one and still be a majority. */
    static final int MEMBERS = 3;

    private final Console console;
    private final RuleFiles rules;
    private final Path runbooks;
    private final long seed;

    ClusterDemo(Console console, RuleFiles rules, Path runbooks, long seed) {
        this.console = console;
        this.rules = rules;
        this.runbooks = runbooks;
        this.seed = seed;
    }

    /** Plays in silence and prints the record; answers the exit code. */
    int record() throws InterruptedException {
        ClusterNarrator silent = new ClusterNarrator(sentence -> {}, (tint, text) -> text, console.fold());
        ClusterRecord record = play(silent);
        console.print(record.json());
        return judge(record);
    }

    /** Tells it; answers the exit code. */
    int tell() throws InterruptedException {
        ClusterNarrator narrator = new ClusterNarrator(console::print, console::paint, console.fold());
        narrator.say("tocsin " + Installation.version() + "  java " + System.getProperty("java.version")
                + "  demo of a cluster: nothing leaves this host");
        ClusterRecord record = play(narrator);
        narrator.end(record);
        return judge(record);
    }

    /** A member is killed on purpose: what the others and its remains log about that is not for whoever watches. */
    @SuppressWarnings("try")
    private ClusterRecord play(ClusterNarrator narrator) throws InterruptedException {
        try (Logging.Silence silence = Logging.silence(List.of("com.hazelcast", "io.tocsin"));
                ClusterStory story = new ClusterStory(rules, runbooks, seed, narrator)) {
            return story.play();
        }
    }

    private int judge(ClusterRecord record) {
        List<String> missing = record.missing();
        missing.forEach(sentence -> console.failure("the story did not come true: " + sentence, ""));
        return missing.isEmpty() ? Exit.OK : Exit.WRONG;
    }
}
