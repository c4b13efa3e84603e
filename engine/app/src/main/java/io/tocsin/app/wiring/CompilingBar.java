// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Console;
import io.tocsin.rulebase.RuleFault;
import io.tocsin.rulebase.RuleListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far the compilation of rules is, as a bar on a terminal and as one line per file elsewhere; nothing when
 * there is nothing to compile. Logs faults of rules. Closing ends the bar.
 */
final class CompilingBar implements RuleListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompilingBar.class);

    private final Console console;
    private @Nullable ProgressBar bar;

    CompilingBar(Console console) {
        this.console = console;
    }

    @Override
    public void compiling(String file, int index, int total) {
        if (!console.errorTerminal()) {
            console.note("compiling rules " + index + "/" + total + " " + file);
            return;
        }
        ProgressBar shown = bar == null ? start(total) : bar;
        shown.stepTo(index - 1L).setExtraMessage(file);
        bar = shown;
    }

    private static ProgressBar start(int total) {
        return new ProgressBarBuilder()
                .setTaskName("rules")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    @Override
    public void fault(RuleFault fault) {
        LOG.atWarn()
                .addKeyValue("rule", fault.rule())
                .addKeyValue("kind", fault.kind())
                .addKeyValue("reason", fault.reason())
                .log("rule failed on one fact; the others counted");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(bar.getMax()).setExtraMessage("");
            bar.close();
        }
    }
}
