// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.replay.Pace;
import io.tocsin.app.terminal.Console.Tint;
import io.tocsin.model.response.RunbookRun;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays a story at a pace and asks whoever watches for the approval. While it waits for an answer the clock runs slower;
 * when none comes it says what would have happened, and approves because it is the demo. Not thread-safe.
 */
final class Stage {
    /** Who approves when nobody does. */
    static final String DEMO = "demo";

    private static final String WATCHER = "you";
    private static final double WAITING_TIMES = 20;
    private static final String KEY = "a";

    private final Story story;
    private final Narrator narrator;
    private final URI address;
    private final BlockingQueue<String> keys;
    private final Settings settings;
    private Pace pace;
    private Optional<Instant> askedAt = Optional.empty();

    Stage(Story story, Narrator narrator, URI address, BlockingQueue<String> keys, Settings settings) {
        this.story = story;
        this.narrator = narrator;
        this.address = address;
        this.keys = keys;
        this.settings = settings;
        this.pace = settings.pace();
    }

    /** Plays until the story is over. Blocks; returns early when interrupted. */
    void play() throws InterruptedException {
        while (!story.over()) {
            second();
        }
    }

    /** Lets time go on at another pace, for as long as somebody wants to look. Blocks until interrupted. */
    void goOn(Pace slower) throws InterruptedException {
        pace = slower;
        while (!Thread.currentThread().isInterrupted()) {
            second();
        }
    }

    private void second() throws InterruptedException {
        Duration wait = pace.untilDue(story.now().plusSeconds(1));
        Optional<String> key = wait.isZero()
                ? Optional.ofNullable(keys.poll())
                : Optional.ofNullable(keys.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
        Optional<RunbookRun> waiting = story.waiting();
        if (waiting.isPresent()) {
            ask(waiting.get(), key);
        } else if (askedAt.isPresent()) {
            askedAt = Optional.empty();
            pace = settings.pace().restarted();
        }
        if (pace.untilDue(story.now().plusSeconds(1)).isZero()) {
            story.second();
            narrator.tell();
        }
    }

    private void ask(RunbookRun run, Optional<String> key) {
        if (askedAt.isEmpty()) {
            askedAt = Optional.of(story.now());
            pace = settings.unattended() ? pace : Pace.times(WAITING_TIMES);
            question(run);
        }
        if (key.filter(KEY::equals).isPresent()) {
            story.approve(run, WATCHER);
        } else if (!story.now().isBefore(askedAt.get().plus(settings.patience()))) {
            narrator.line(
                    story.now(),
                    "NOBODY",
                    Tint.DIM,
                    "",
                    "",
                    "nobody answered: it would have been paged again until somebody did.");
            narrator.indented("Approving it because it is the demo.");
            story.approve(run, DEMO);
        }
    }

    private void question(RunbookRun run) {
        String page = address + "/runs/"
                + URLEncoder.encode(run.id(), StandardCharsets.UTF_8).replace("+", "%20");
        if (!settings.unattended()) {
            narrator.indented("Approve: press a and Enter, or open " + page + "; the clock runs slower meanwhile");
        }
    }

    /**
     * How a story is played.
     *
     * @param pace virtual seconds in a real one
     * @param unattended whether nobody watches
     * @param patience how long an answer may take, virtual time
     */
    record Settings(Pace pace, boolean unattended, Duration patience) {}
}
