// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.model.decision.QualityTier;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.runbooks.route.EdgeOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks what a route gives an operation of the edge: every parameter, no other, and only harmless characters. */
final class Parameters {
    private static final Pattern VALUE = Pattern.compile("(\\{target}|[A-Za-z0-9._/@-])+");
    private static final Form<String> PLAIN = new Form<>(
            "of letters, digits, ._/@- and {target}",
            text -> Forms.admitted(text, VALUE.asMatchPredicate()),
            "?",
            text -> "nothing else is filled in or looked up");
    private static final List<String> TIERS =
            Arrays.stream(QualityTier.values()).map(QualityTier::word).toList();

    private Parameters() {}

    /** Checks the {@code parameters} of a {@code to}, which may be absent when the operation has none. */
    static void check(Optional<YamlNode> parameters, YamlNode to, EdgeOperation operation) {
        List<String> names = operation.parameters().stream().sorted().toList();
        if (parameters.isPresent()) {
            YamlNode given = parameters.get().allow(names);
            names.forEach(name -> given.at(name).as(name.equals("tier") ? Forms.word(TIERS) : PLAIN));
        } else if (!names.isEmpty()) {
            to.flaw("has no parameters", operation.word() + " needs " + String.join(", ", names));
        }
    }
}
