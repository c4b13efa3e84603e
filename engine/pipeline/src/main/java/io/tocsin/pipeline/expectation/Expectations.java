// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.expectation;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tocsin.model.signal.Attribution;
import io.tocsin.pipeline.yaml.InvalidYaml;
import io.tocsin.pipeline.yaml.YamlFile;
import io.tocsin.rulebase.RuleException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The expectations file. Of several entries for somebody the narrowest is in force. Immutable, thread-safe. */
public final class Expectations {
    /** Nothing is expected of anybody. */
    public static final Expectations NONE =
            new Expectations(new Parts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));

    private final Map<String, Scoped<DataClass>> dataClasses;
    private final Scoped<WorkingHours> workingHours;
    private final Scoped<FeatureNeeds> features;
    private final List<SimpleTask> simpleTasks;
    private final Map<String, Scoped<OutcomeValue>> outcomes;
    private final List<ExpectedJob> jobs;
    private final Set<String> meteredSources;

    /**
     * What a file says.
     *
     * @param dataClasses what may be done with classes of data, in file order
     * @param workingHours when people work, in file order
     * @param features what features need of models, in file order
     * @param simpleTasks which tiers do for simple calls, the simplest first
     * @param outcomes what outcomes are worth, in file order
     * @param jobs the jobs that must report
     * @param meteredSources the sources that tell counters instead of calls
     */
    public record Parts(
            List<DataClass> dataClasses,
            List<WorkingHours> workingHours,
            List<FeatureNeeds> features,
            List<SimpleTask> simpleTasks,
            List<OutcomeValue> outcomes,
            List<ExpectedJob> jobs,
            List<String> meteredSources) {
        /** Copies the lists. */
        public Parts {
            dataClasses = List.copyOf(dataClasses);
            workingHours = List.copyOf(workingHours);
            features = List.copyOf(features);
            simpleTasks = List.copyOf(simpleTasks);
            outcomes = List.copyOf(outcomes);
            jobs = List.copyOf(jobs);
            meteredSources = List.copyOf(meteredSources);
        }
    }

    /** With what a file says. */
    public Expectations(Parts parts) {
        this.dataClasses = parts.dataClasses.stream()
                .collect(groupingBy(DataClass::name, collectingAndThen(toList(), Scoped::new)));
        this.workingHours = new Scoped<>(parts.workingHours);
        this.features = new Scoped<>(parts.features);
        this.simpleTasks = parts.simpleTasks;
        this.outcomes = parts.outcomes.stream()
                .collect(groupingBy(OutcomeValue::kind, collectingAndThen(toList(), Scoped::new)));
        this.jobs = parts.jobs;
        this.meteredSources = Set.copyOf(parts.meteredSources);
    }

    /**
     * Reads a file. Blocks on the disk.
     *
     * @throws RuleException with every flaw as {@code file:line:column: reason}, if anything in it is wrong
     */
    public static Expectations load(Path file) {
        try {
            return YamlFile.read(file, ExpectationReader::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }

    /**
     * Reads a text.
     *
     * @param name how messages call it
     * @throws RuleException with every flaw, if anything in it is wrong
     */
    public static Expectations parse(String name, String yaml) {
        try {
            return YamlFile.parse(name, yaml, ExpectationReader::read);
        } catch (InvalidYaml invalid) {
            throw new RuleException(String.valueOf(invalid.getMessage()));
        }
    }

    /** What may be done with a class of data; empty when nothing is written about it, or the call names none. */
    public Optional<DataClass> dataClass(@Nullable String name, String tenant, Attribution who) {
        Scoped<DataClass> known = name == null ? null : dataClasses.get(name);
        return known == null ? Optional.empty() : known.find(tenant, who);
    }

    /** When somebody works, if that is written down. */
    public Optional<WorkingHours> workingHours(String tenant, Attribution who) {
        return workingHours.isEmpty() ? Optional.empty() : workingHours.find(tenant, who);
    }

    /** What a feature needs of models, if that is written down. */
    public Optional<FeatureNeeds> feature(String tenant, Attribution who) {
        return features.isEmpty() ? Optional.empty() : features.find(tenant, who);
    }

    /** The tier that does for a call of some complexity; empty when it is not simple, or nobody told how complex it is. */
    public Optional<String> simpleTier(double complexity) {
        for (SimpleTask task : simpleTasks) {
            if (complexity < task.below()) {
                return Optional.of(task.tier());
            }
        }
        return Optional.empty();
    }

    /** What one outcome is worth when it tells no revenue, US dollars; 0 when nobody says. */
    public double outcomeUsd(String kind, String tenant, Attribution who) {
        Scoped<OutcomeValue> known = outcomes.get(kind);
        return known == null
                ? 0
                : known.find(tenant, who).map(OutcomeValue::usd).orElse(0.0);
    }

    /** Whether a source tells what it spends by counters, because nobody tells its calls. */
    public boolean metered(String source) {
        return !meteredSources.isEmpty() && meteredSources.contains(source);
    }

    /** The jobs that must report. */
    public List<ExpectedJob> jobs() {
        return jobs;
    }
}
