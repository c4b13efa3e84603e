// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.testing;

import io.tocsin.model.response.Delivery;
import io.tocsin.model.response.Page;
import io.tocsin.pipeline.response.Receiver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A receiver that remembers what it took and answers what it is told to. Thread-safe. */
public final class RememberingReceiver implements Receiver {
    private final String name;
    private final List<Page> taken = new ArrayList<>();
    private final List<Optional<String>> references = new ArrayList<>();
    private final ArrayDeque<Delivery> answers = new ArrayDeque<>();
    private Optional<Delivery> away = Optional.empty();

    /** Takes everything until told otherwise. */
    public RememberingReceiver(String name) {
        this.name = name;
    }

    /** The next page is answered with this instead. */
    public synchronized RememberingReceiver answer(Delivery answer) {
        answers.add(answer);
        return this;
    }

    /** Every page is answered with this from now on, until it takes everything again. */
    public synchronized void away(Delivery.Unreachable answer) {
        away = Optional.of(answer);
    }

    /** Takes everything again. */
    public synchronized void back() {
        away = Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Delivery deliver(Page page, Optional<String> reference) {
        if (away.isPresent()) {
            return away.get();
        }
        Delivery answer = answers.isEmpty() ? new Delivery.Accepted("ref-" + page.alertId()) : answers.poll();
        if (answer instanceof Delivery.Accepted) {
            taken.add(page);
            references.add(reference);
        }
        return answer;
    }

    /** Pages it took, in order. */
    public synchronized List<Page> taken() {
        return List.copyOf(taken);
    }

    /** The reference that came with each page it took, in order. */
    public synchronized List<Optional<String>> references() {
        return List.copyOf(references);
    }

    /** Actions of the pages it took, in order. */
    public synchronized List<Page.Action> actions() {
        return taken.stream().map(Page::action).toList();
    }
}
