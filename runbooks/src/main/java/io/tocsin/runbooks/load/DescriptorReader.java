// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.Spelling;
import io.tocsin.runbooks.book.Autonomy;
import io.tocsin.runbooks.book.StepKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code runbook.yaml}. Every key is mandatory: what an automation may do is never left to a default. */
final class DescriptorReader {
    private static final List<String> KEYS = List.of(
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
    private static final List<String> SCOPES =
            Arrays.stream(ScopeKind.values()).map(ScopeKind::word).toList();
    private static final Form<Duration> SPAN = Forms.span("1s", "30d");
    private static final Form<Long> COUNT = Forms.whole(1, 1_000);
    private static final Form<Long> REQUESTS = Forms.whole(1, 1_000_000);
    private static final Form<String> LABEL =
            new Form<>("a label such as team=checkout", DescriptorReader::label, "team=?", DescriptorReader::kindHint);

    private DescriptorReader() {}

    /**
     * What the file says.
     *
     * @param descriptor how far the runbook may go
     * @param kinds the kinds of scope it may act on
     */
    record Described(RunbookDescriptor descriptor, Set<ScopeKind> kinds) {}

    /** The descriptor of the runbook in a folder of that name. */
    static Described read(YamlNode top, String folder) {
        top.allow(KEYS);
        String name = top.at("name").as(Forms.TEXT);
        if (top.at("name").isSound() && !name.equals(folder)) {
            top.at("name").flaw("must be the name of its folder, '" + folder + "', was '" + name + "'", "");
        }
        YamlNode target = top.at("target").allow(List.of("kinds", "protected"));
        YamlNode verify = top.at("verify").allow(List.of("after", "effectiveBelow", "minRequests"));
        YamlNode approval = top.at("approval").allow(List.of("within"));
        YamlNode limits = top.at("limits").allow(List.of("cooldown", "maxTargets", "maxRunsPerHour"));
        RunbookDescriptor descriptor = new RunbookDescriptor(
                name,
                top.at("version").as(Forms.TEXT),
                top.at("summary").as(Forms.TEXT),
                top.at("inverse").as(Forms.TEXT),
                top.at("step").as(Forms.word(StepKind.words())),
                top.at("lease").as(SPAN),
                verify.at("after").as(SPAN),
                verify.at("effectiveBelow").as(Forms.share()),
                verify.at("minRequests").as(REQUESTS),
                approval.at("within").as(SPAN),
                limits.at("cooldown").as(SPAN),
                limits.at("maxTargets").as(COUNT).intValue(),
                limits.at("maxRunsPerHour").as(COUNT).intValue(),
                target.at("protected").items().stream()
                        .map(label -> label.as(LABEL))
                        .toList(),
                top.at("autonomy").as(Forms.word(Autonomy.words())));
        if (top.isSound() && descriptor.verifyAfter().compareTo(descriptor.lease()) >= 0) {
            verify.at("after").flaw("must be shorter than the lease", "an effect that is gone cannot be judged");
        }
        return new Described(descriptor, kinds(target.at("kinds")));
    }

    private static Set<ScopeKind> kinds(YamlNode node) {
        Set<ScopeKind> kinds = EnumSet.noneOf(ScopeKind.class);
        node.items().forEach(word -> kinds.add(word.as(Forms.word(SCOPES, DescriptorReader::kind))));
        if (kinds.isEmpty() && node.isSound()) {
            node.flaw("must name at least one kind of target", "an empty selection is never 'all'");
        }
        return Set.copyOf(kinds);
    }

    private static ScopeKind kind(String word) {
        return ScopeKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String label(String text) {
        int equals = text.indexOf('=');
        boolean right = equals > 0
                && SCOPES.contains(text.substring(0, equals))
                && !text.substring(equals + 1).isBlank();
        return Forms.admitted(text, label -> right);
    }

    private static String kindHint(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && !SCOPES.contains(text.substring(0, equals))
                ? Spelling.nearestOrAll(text.substring(0, equals), SCOPES)
                : "";
    }
}
