// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.demo;

import io.tocsin.app.Installation;
import io.tocsin.app.demo.traffic.Simulator;
import io.tocsin.app.replay.Pace;
import io.tocsin.app.replay.RuleFiles;
import io.tocsin.app.terminal.Console;
import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Fold;
import io.tocsin.pipeline.route.RouteAdvisor;
import io.tocsin.server.Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One showing of the demo, from the first line to the hints on the way out. Used once; not thread-safe. */
final class Demo {
    private static final double NANOS = 1e9;
    /** Twelve seconds of whoever watches; without an audience, what a person would need. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Console console;
    private final RuleFiles rules;
    private final Path runbooks;
    private final Options options;
    private final long startedAt = System.nanoTime();

    Demo(Console console, RuleFiles rules, Path runbooks, Options options) {
        this.console = console;
        this.rules = rules;
        this.runbooks = runbooks;
        this.options = options;
    }

    /** Plays the story in silence and prints its record; answers the exit code. */
    int record() throws InterruptedException {
        try (DemoNode node = node()) {
            Story story = new Story(node, options.seed(), rules.policy().prices(), change -> {});
            story.remember();
            Narrator silent = new Narrator(sentence -> {}, node, (tint, text) -> text, Fold.NONE);
            stage(story, silent, new LinkedBlockingQueue<>()).play();
            StoryRecord record = StoryRecord.of(options.seed(), node);
            List<String> missing = StoryCheck.missing(record);
            console.print(StoryJson.of(record, missing));
            return judge(missing);
        }
    }

    /** Tells the story; answers the exit code. On a terminal it goes on until it is interrupted. */
    int tell() throws InterruptedException {
        console.print("tocsin " + Installation.version() + "  java " + System.getProperty("java.version")
                + "  demo: nothing leaves this host");
        try (DemoNode node = node()) {
            Narrator narrator = new Narrator(console::print, node, console::paint, console.fold());
            Story story = new Story(node, options.seed(), rules.policy().prices(), narrator::changed);
            Optional<Server> server = server(node);
            try {
                narrator.say("folding an ordinary day first, so that it is known what is normal");
                story.remember();
                return show(node, narrator, story);
            } finally {
                server.ifPresent(Server::close);
            }
        }
    }

    private int show(DemoNode node, Narrator narrator, Story story) throws InterruptedException {
        opening(narrator, story, node.engine().alerts().size());
        node.engine().listen(narrator::hear);
        Stage stage = stage(story, narrator, keys());
        stage.play();
        StoryRecord record = StoryRecord.of(options.seed(), node);
        List<String> missing = StoryCheck.missing(record);
        closing(narrator, record);
        int code = judge(missing);
        if (console.terminal() && !options.unattended()) {
            narrator.say("Serving until Ctrl-C; the clock now runs like yours.");
            stage.goOn(Pace.times(1));
        }
        return code;
    }

    private void opening(Narrator narrator, Story story, int fired) {
        narrator.say(String.format(
                Locale.ROOT,
                "%,d signals of an ordinary day folded, %d rules watching, %s",
                story.events(),
                rules.rulebase().rules().size(),
                fired == 0 ? "nothing fired" : fired + " alerts fired"));
        narrator.say(String.format(Locale.ROOT, "ready in %.1f s", (System.nanoTime() - startedAt) / NANOS));
        if (options.serving()) {
            URI address = address();
            narrator.say(
                    "console  " + address + "   api " + address + "/api/v1/alerts   metrics " + address + "/metrics");
        }
        narrator.say("simulating " + Simulator.COMPANY + "; it is 02:30 at night, times are UTC");
        narrator.say("");
    }

    private void closing(Narrator narrator, StoryRecord record) {
        narrator.say("");
        narrator.say(String.format(
                Locale.ROOT,
                "%s, %s, %s; %,d signals in, %,d with an outcome; %s saved by one approved automation",
                count(record.alerts().size(), "alert"),
                count(told(record, DemoNode.PAGER), "page"),
                count(told(record, DemoNode.CHAT), "Slack post"),
                record.ledger().accepted(),
                record.ledger().outcomes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                Narrator.usd(record.savedUsd().doubleValue())));
        narrator.say("Next: ./tocsin demo --seed " + (options.seed() + 1) + " (other numbers, same story)"
                + " · ./tocsin replay FILE (your traffic) · ./tocsin rules list · edit rules/cost/spend.drl");
    }

    private static long told(StoryRecord record, String receiver) {
        return record.pages().stream()
                .filter(page ->
                        page.receiver().equals(receiver) && page.action().equals("trigger"))
                .count();
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private int judge(List<String> missing) {
        missing.forEach(sentence -> console.failure("the story did not come true: " + sentence, ""));
        return missing.isEmpty() ? Exit.OK : Exit.WRONG;
    }

    private DemoNode node() {
        return DemoNode.start(rules, runbooks, Story.BEGINS, address());
    }

    private Stage stage(Story story, Narrator narrator, BlockingQueue<String> keys) {
        return new Stage(
                story, narrator, address(), keys, new Stage.Settings(options.pace(), options.unattended(), PATIENCE));
    }

    private Optional<Server> server(DemoNode node) {
        return options.serving() ? Optional.of(DemoServer.start(node, advisor(), options.port())) : Optional.empty();
    }

    private RouteAdvisor advisor() {
        return new RouteAdvisor(rules.policy(), rules.rulebase().evaluator());
    }

    private URI address() {
        return DemoServer.address(options.port());
    }

    private BlockingQueue<String> keys() {
        return console.terminal() && !options.unattended() ? Keys.listen() : new LinkedBlockingQueue<>();
    }

    /**
     * How it is shown.
     *
     * @param seed what every number comes from
     * @param pace virtual seconds in a real one
     * @param unattended whether nobody watches
     * @param serving whether the console is there
     * @param port its port
     */
    record Options(long seed, Pace pace, boolean unattended, boolean serving, int port) {}
}
