// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.runbooks.book.Autonomy;
import io.tocsin.runbooks.book.StepKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code runbook.yaml}. Every key is mandatory: what an automation may do is never left to a default. */
final class DescriptorReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "version",
            "summary",
            "inverse",
            "step",
            "target",
            "lease",
            "verify",
            "approval",
            "limits",
            "autonomy");
    private static final int MAX_COUNT = 1_000;
    private static final int MAX_REQUESTS = 1_000_000;

    private final Mapping top;
    private final Mapping target;
    private final Flaws flaws;

    DescriptorReader(Node root, Flaws flaws) {
        this.flaws = flaws;
        this.top = Mapping.of(root, "", KEYS, flaws);
        this.target = top.mapping("target", Set.of("kinds", "protected"));
    }

    /** The descriptor of the runbook in a folder of that name. Meaningless when there are flaws. */
    RunbookDescriptor read(String folder) {
        String name = top.text("name");
        if (!name.isEmpty() && !name.equals(folder)) {
            top.flaw("name", "must be the name of its folder, '" + folder + "', was '" + name + "'", "");
        }
        Mapping verify = top.mapping("verify", Set.of("after", "effectiveBelow", "minRequests"));
        Mapping approval = top.mapping("approval", Set.of("within"));
        Mapping limits = top.mapping("limits", Set.of("cooldown", "maxTargets", "maxRunsPerHour"));
        RunbookDescriptor descriptor = new RunbookDescriptor(
                name,
                top.text("version"),
                top.text("summary"),
                top.text("inverse"),
                top.word("step", StepKind.words()),
                top.span("lease"),
                verify.span("after"),
                verify.share("effectiveBelow"),
                verify.whole("minRequests", 1, MAX_REQUESTS),
                approval.span("within"),
                limits.span("cooldown"),
                limits.whole("maxTargets", 1, MAX_COUNT),
                limits.whole("maxRunsPerHour", 1, MAX_COUNT),
                protectedTargets(),
                top.word("autonomy", Autonomy.words()));
        if (flaws.none() && descriptor.verifyAfter().compareTo(descriptor.lease()) >= 0) {
            verify.flaw("after", "must be shorter than the lease", "an effect that is gone cannot be judged");
        }
        return descriptor;
    }

    /** The kinds of scope it may act on. */
    Set<ScopeKind> kinds() {
        List<String> words = target.texts("kinds");
        if (words.isEmpty()) {
            target.flaw("kinds", "must name at least one kind of target", "an empty selection is never 'all'");
        }
        return words.stream().flatMap(w -> kind("kinds", w).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private List<String> protectedTargets() {
        List<String> labels = target.texts("protected");
        labels.forEach(this::checkLabel);
        return labels;
    }

    private void checkLabel(String label) {
        int equals = label.indexOf('=');
        if (equals < 1 || label.substring(equals + 1).isBlank()) {
            target.flaw("protected", "must hold labels such as team=checkout, was '" + label + "'", "");
        } else {
            kind("protected", label.substring(0, equals));
        }
    }

    private Optional<ScopeKind> kind(String key, String word) {
        Optional<ScopeKind> kind = Arrays.stream(ScopeKind.values())
                .filter(k -> k.word().equals(word))
                .findFirst();
        if (kind.isEmpty()) {
            List<String> known =
                    Arrays.stream(ScopeKind.values()).map(ScopeKind::word).toList();
            target.flaw(key, "knows no kind of target '" + word + "'", Closest.hint(word, known));
        }
        return kind;
    }
}
