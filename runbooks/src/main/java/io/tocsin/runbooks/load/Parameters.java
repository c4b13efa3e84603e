// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.model.decision.QualityTier;
import io.tocsin.runbooks.route.EdgeOperation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks what a route gives an operation of the edge: every parameter, no other, and only harmless characters. */
final class Parameters {
    private static final Pattern VALUE = Pattern.compile("(\\{target}|[A-Za-z0-9._/@-])+");
    private static final List<String> TIERS =
            Arrays.stream(QualityTier.values()).map(QualityTier::word).toList();

    private Parameters() {}

    /** Checks the {@code parameters} of a {@code to}, which may be absent when the operation has none. */
    static void check(Optional<Node> parameters, Node to, EdgeOperation operation, Flaws flaws) {
        if (parameters.isEmpty()) {
            if (!operation.parameters().isEmpty()) {
                flaws.add(to, "'parameters' is missing", operation.word() + " needs " + names(operation));
            }
            return;
        }
        Mapping given = Mapping.of(parameters.get(), "parameters", operation.parameters(), flaws);
        operation.parameters().stream().sorted().forEach(name -> checkOne(given, name));
    }

    private static void checkOne(Mapping given, String name) {
        String value = name.equals("tier") ? given.word(name, TIERS) : given.text(name);
        if (!value.isEmpty() && !VALUE.matcher(value).matches()) {
            given.flaw(
                    name,
                    "may hold letters, digits, ._/@- and {target}, was '" + value + "'",
                    "nothing else is filled in or looked up");
        }
    }

    private static String names(EdgeOperation operation) {
        return String.join(", ", operation.parameters().stream().sorted().toList());
    }
}
