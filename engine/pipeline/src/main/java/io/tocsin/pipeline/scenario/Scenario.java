// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.scenario;

import io.tocsin.model.scope.Scope;
import io.tocsin.pipeline.yaml.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One test of rules as its file says it. Immutable. */
public sealed interface Scenario {

    /** What it is called in reports. */
    String name();

    /** Where it stands. */
    Place place();

    /** The rules it is about; empty when it names none. */
    Set<String> rules();

    /** What one fact must make of one rule. */
    enum Outcome {
        /** The rule states an alert. */
        FIRES("fires", false, true),
        /** It states none. */
        QUIET("quiet", false, false),
        /** Its alert holds already and goes on. */
        KEEPS("keeps", true, true),
        /** Its alert holds already and is no longer stated. */
        CLEARS("clears", true, false);

        private final String word;
        private final boolean holds;
        private final boolean stated;

        Outcome(String word, boolean holds, boolean stated) {
            this.word = word;
            this.holds = holds;
            this.stated = stated;
        }

        /** The word in files. */
        public String word() {
            return word;
        }

        boolean holds() {
            return holds;
        }

        boolean stated() {
            return stated;
        }
    }

    /**
     * One fact, one rule.
     *
     * @param name what it is called
     * @param place where it stands
     * @param rule the rule
     * @param outcome what must come of it
     * @param about whom the fact is about; empty for the usual scope of its kind
     * @param values the fact's fields, as written; the others are harmless
     * @param alert what the alert must look like
     */
    record OnFact(
            String name,
            Place place,
            String rule,
            Outcome outcome,
            Optional<Scope> about,
            Map<String, String> values,
            AlertPattern alert)
            implements Scenario {
        /** Copies the map. */
        public OnFact {
            values = Map.copyOf(values);
        }

        @Override
        public Set<String> rules() {
            return Set.of(rule);
        }
    }

    /**
     * Open alerts and states of providers, and what is decided of them.
     *
     * @param name what it is called
     * @param place where it stands
     * @param alerts by the name the expectations call them
     * @param providers fields of each provider's state, as written
     * @param expected by kind of decision ({@code page}, {@code chat}, {@code hold}, {@code propose}) the names of all
     *     alerts it must be taken for; a kind that is not named is not judged
     */
    record OnAlerts(
            String name,
            Place place,
            Map<String, OpenAlert> alerts,
            List<Map<String, String>> providers,
            Map<String, Set<String>> expected)
            implements Scenario {
        /** Copies the collections. */
        public OnAlerts {
            alerts = Map.copyOf(alerts);
            providers = List.copyOf(providers);
            expected = Map.copyOf(expected);
        }

        @Override
        public Set<String> rules() {
            return Set.of();
        }
    }

    /**
     * Events over time, and what people are told when.
     *
     * @param name what it is called
     * @param place where it stands
     * @param start log time of the beginning
     * @param events in the order written
     * @param checks in the order written
     */
    record Story(String name, Place place, Instant start, List<Told> events, List<Check> checks) implements Scenario {
        /** Copies the lists. */
        public Story {
            events = List.copyOf(events);
            checks = List.copyOf(checks);
        }

        @Override
        public Set<String> rules() {
            return Set.of();
        }
    }

    /**
     * One event, perhaps repeated.
     *
     * @param at when, after the start
     * @param every how long between two of them
     * @param times how many
     * @param event the native event of each repetition, counted from 0
     */
    record Told(Duration at, Duration every, int times, EventTemplate event) {}

    /**
     * What must hold at a time, or in a span of it.
     *
     * @param place where it stands
     * @param from the beginning, after the start; for one moment the moment
     * @param to the end, after the start
     * @param alerts alerts that must be open at the end, or have been stated in the span if they are one-offs; of their
     *     rules there must be no others
     * @param none rules that state nothing in the whole span
     * @param pages how many pages were sent until the end; empty when that is not judged
     */
    record Check(
            Place place,
            Duration from,
            Duration to,
            List<AlertPattern> alerts,
            Set<String> none,
            Optional<Long> pages) {
        /** Copies the collections. */
        public Check {
            alerts = List.copyOf(alerts);
            none = Set.copyOf(none);
        }
    }
}
