// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.drools.model.EntryPoint;
import org.drools.model.Global;
import org.drools.model.Model;
import org.drools.model.Query;
import org.drools.model.Rule;
import org.drools.model.TypeMetaData;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * The rules of one layer, ready to make sessions from; also without some of its rules, for a fact on which those fail.
 * Immutable but for what it caches, thread-safe.
 */
public final class LayerBase {
    private static final int MAX_REDUCED = 16;

    private final List<Model> models;
    private final KieBase whole;
    private final Map<Set<String>, KieBase> reduced = new ConcurrentHashMap<>();

    private LayerBase(List<Model> models) {
        this.models = models;
        this.whole = KieBaseBuilder.createKieBaseFromModel(models);
    }

    /** From the class bytes of the layer's files, in order of path. */
    public static LayerBase of(List<ClassBytes> files) {
        return new LayerBase(files.stream().map(ModelLoader::load).toList());
    }

    /** All rules. */
    public KieBase whole() {
        return whole;
    }

    /** The rules less those named. Takes tens of milliseconds the first time. */
    public KieBase without(Set<String> rules) {
        if (rules.isEmpty()) {
            return whole;
        }
        if (reduced.size() >= MAX_REDUCED) {
            reduced.clear();
        }
        return reduced.computeIfAbsent(Set.copyOf(rules), this::reduce);
    }

    /** Names of the rules, all files. */
    public Collection<String> rules() {
        return models.stream()
                .flatMap(model -> model.getRules().stream())
                .map(Rule::getName)
                .collect(Collectors.toSet());
    }

    /** The rules as compiled, all files. */
    public List<Rule> models() {
        return models.stream().flatMap(model -> model.getRules().stream()).toList();
    }

    private KieBase reduce(Set<String> rules) {
        List<Model> kept =
                models.stream().map(model -> (Model) new Reduced(model, rules)).toList();
        return KieBaseBuilder.createKieBaseFromModel(kept);
    }

    /** A model less some rules. */
    private record Reduced(Model model, Set<String> less) implements Model {
        @Override
        public String getName() {
            return model.getName();
        }

        @Override
        public String getPackageName() {
            return model.getPackageName();
        }

        @Override
        public List<Global> getGlobals() {
            return model.getGlobals();
        }

        @Override
        public List<Rule> getRules() {
            return model.getRules().stream()
                    .filter(rule -> !less.contains(rule.getName()))
                    .toList();
        }

        @Override
        public List<Query> getQueries() {
            return model.getQueries();
        }

        @Override
        public List<TypeMetaData> getTypeMetaDatas() {
            return model.getTypeMetaDatas();
        }

        @Override
        public List<EntryPoint> getEntryPoints() {
            return model.getEntryPoints();
        }
    }
}
