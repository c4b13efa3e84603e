// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.model.decision.QualityTier;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.Spelling;
import io.tocsin.runbooks.book.StepKind;
import io.tocsin.runbooks.route.EdgeOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what a route gives an operation of the edge: every parameter, no other, and only harmless characters. */
final class Parameters {
    private static final Pattern VALUE = Pattern.compile("(\\{target}|[A-Za-z0-9._/@-])+");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Form<String> PLAIN = new Form<>(
            "of letters, digits, ._/@- and {target}",
            text -> Forms.admitted(text, VALUE.asMatchPredicate()),
            "?",
            text -> "nothing else is filled in or looked up");
    private static final Form<String> ACTION = new Form<>(
            "of lower-case letters, digits and dashes",
            text -> Forms.admitted(text, WORD.asMatchPredicate()),
            "?",
            text -> "it is a word that the target knows; on whom it acts is in the body of the call");
    private static final List<String> TIERS =
            Arrays.stream(QualityTier.values()).map(QualityTier::word).toList();
    private static final List<String> CALL_KINDS = List.of(StepKind.KEYED.word(), StepKind.ONCE.word());

    private final Targets targets;
    private final Optional<RunbookDescriptor> declared;

    Parameters(Targets targets, Optional<RunbookDescriptor> declared) {
        this.targets = targets;
        this.declared = declared;
    }

    /**
     * Checks the {@code parameters} of a {@code to}, which may be absent when the operation has none; answers what may
     * happen when the step is done twice.
     */
    StepKind check(Optional<YamlNode> parameters, YamlNode to, EdgeOperation operation) {
        List<String> names = operation.parameters().stream().sorted().toList();
        if (parameters.isPresent()) {
            YamlNode given = parameters.get().allow(names);
            if (operation == EdgeOperation.CALL) {
                return call(given);
            }
            names.forEach(name -> given.at(name).as(name.equals("tier") ? Forms.word(TIERS) : PLAIN));
        } else if (!names.isEmpty()) {
            to.flaw("has no parameters", operation.word() + " needs " + String.join(", ", names));
        }
        return operation.kind();
    }

    private StepKind call(YamlNode given) {
        given.at("action").as(ACTION);
        inverse(given.at("inverse"));
        String kind = given.at("kind").as(Forms.word(CALL_KINDS));
        YamlNode target = given.at("target");
        String name = target.as(PLAIN);
        if (target.isSound() && !targets.names().contains(name)) {
            target.flaw(
                    "names no target of the settings, was '" + name + "'",
                    targets.names().isEmpty()
                            ? "there are none; add it under automation.targets"
                            : Spelling.nearestOrAll(name, targets.names()));
        } else if (target.isSound() && kind.equals(StepKind.KEYED.word()) && !targets.honoursKeys(name)) {
            given.at("kind")
                    .flaw(
                            "is keyed, but target " + name + " is not said to honour Idempotency-Key",
                            "write once, or set automation.targets." + name + ".idempotent if it does");
        }
        return StepKind.of(kind).orElse(StepKind.ONCE);
    }

    private void inverse(YamlNode inverse) {
        String action = inverse.as(ACTION);
        boolean none = action.equals(RunbookDescriptor.NO_INVERSE);
        declared.filter(descriptor -> inverse.isSound() && descriptor.revertible() == none)
                .ifPresent(descriptor -> inverse.flaw(
                        "is '" + action + "', but runbook.yaml says inverse '" + descriptor.inverse() + "'",
                        "write none in both, or say in both how it is taken back"));
    }
}
