// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.pipeline.response.RunbookDescriptor;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.yaml.Content;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import io.tocsin.rulebase.Spelling;
import io.tocsin.runbooks.book.StepKind;
import io.tocsin.runbooks.route.EdgeOperation;
import io.tocsin.runbooks.route.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks {@code route.yaml} before Camel sees it. What is not known to be harmless is refused: a route starts at its own
 * {@code direct:} address, filters on the headers of the walk and ends at the edge. There are no addresses made from
 * data, no scripts, no beans, no property placeholders.
 */
final class RouteLint {
    private static final List<String> STEPS = List.of("filter", "to");
    private static final List<String> HEADERS = Walker.HEADERS.stream().sorted().toList();
    private static final String CLAUSE = "\\$\\{header\\.(" + String.join("|", HEADERS) + ")} (==|!=) '[^'${}\\\\]*'";
    private static final Pattern CONDITIONS = Pattern.compile(CLAUSE + "( (&&|\\|\\|) " + CLAUSE + ")*");
    private static final Form<String> CONDITION = new Form<>(
            "a comparison of the walk's headers with words",
            text -> Forms.admitted(text, CONDITIONS.asMatchPredicate()),
            "?",
            text -> "write ${header.tocsinTargetKind} == 'user'; known headers are " + String.join(", ", HEADERS));

    private final String name;
    private final Parameters parameters;
    private final List<EdgeOperation> operations = new ArrayList<>();
    private final List<StepKind> kinds = new ArrayList<>();

    private RouteLint(String name, Parameters parameters) {
        this.name = name;
        this.parameters = parameters;
    }

    /** Checks the file of a runbook against what its descriptor declares, if that could be read. */
    static void check(YamlNode top, String name, Optional<RunbookDescriptor> declared, Targets targets) {
        List<YamlNode> routes = top.items();
        if (routes.size() != 1) {
            top.flaw("must hold one route", "start it with '- route:'");
            return;
        }
        RouteLint lint = new RouteLint(name, new Parameters(targets, declared));
        lint.route(routes.get(0).allow(List.of("route")).at("route"));
        if (top.isSound()) {
            lint.order(routes.get(0), declared.map(RunbookDescriptor::stepKind));
        }
    }

    private void route(YamlNode route) {
        route.allow(List.of("id", "description", "from"));
        mustBe(route.at("id"), name);
        YamlNode from = route.at("from").allow(List.of("uri", "steps"));
        mustBe(from.at("uri"), "direct:" + name);
        steps(from.at("steps"));
    }

    private static void mustBe(YamlNode node, String only) {
        String given = node.as(Forms.TEXT);
        if (node.isSound() && !given.equals(only)) {
            node.flaw("must be '" + only + "', was '" + given + "'", "");
        }
    }

    private void steps(YamlNode node) {
        List<YamlNode> steps = node.items();
        if (steps.isEmpty() && node.isSound()) {
            node.flaw("must hold at least one step", "");
        }
        steps.forEach(this::step);
    }

    private void step(YamlNode node) {
        Map<String, YamlNode> keys = node.entries();
        if (keys.size() != 1 && node.isSound()) {
            node.flaw("must be one key", "write '- to:' or '- filter:'");
        }
        keys.forEach((key, value) -> {
            switch (key) {
                case "to" -> to(value);
                case "filter" -> filter(value);
                default -> value.flaw("is not allowed in a runbook", "allowed are " + String.join(", ", STEPS));
            }
        });
    }

    private void filter(YamlNode filter) {
        filter.allow(List.of("id", "description", "simple", "steps"));
        filter.at("simple").as(CONDITION);
        steps(filter.at("steps"));
    }

    private void to(YamlNode to) {
        boolean brief = to.content() instanceof Content.Text;
        YamlNode uri = brief
                ? to
                : to.allow(List.of("id", "description", "uri", "parameters")).at("uri");
        String address = uri.as(Forms.TEXT);
        if (uri.isSound()) {
            operation(uri, address)
                    .ifPresent(operation -> kinds.add(
                            parameters.check(brief ? Optional.empty() : to.find("parameters"), to, operation)));
        }
    }

    private Optional<EdgeOperation> operation(YamlNode node, String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        if (!scheme.equals(EdgeOperation.SCHEME)) {
            node.flaw(
                    "may not send to '" + scheme + ":'",
                    "everything it does goes through " + EdgeOperation.SCHEME + ":");
            return Optional.empty();
        }
        String word = uri.substring(colon + 1);
        if (word.indexOf('?') >= 0) {
            node.flaw("must not carry a '?'", "write what follows it under 'parameters:'");
            return Optional.empty();
        }
        Optional<EdgeOperation> operation = EdgeOperation.of(word);
        if (operation.isEmpty()) {
            node.flaw(
                    "names no operation of the edge, was '" + word + "'",
                    Spelling.nearestOrAll(word, EdgeOperation.words()));
        }
        operation.ifPresent(operations::add);
        return operation;
    }

    private void order(YamlNode route, Optional<String> stepKind) {
        if (operations.isEmpty() || operations.get(0) != EdgeOperation.GUARD) {
            route.flaw(
                    "must begin with " + EdgeOperation.SCHEME + ":" + EdgeOperation.GUARD.word(),
                    "it refuses protected targets before anything else happens");
        }
        if (operations.stream().filter(EdgeOperation.CALL::equals).count() > 1) {
            route.flaw(
                    "has more than one " + EdgeOperation.SCHEME + ":" + EdgeOperation.CALL.word(),
                    "the ledger knows one action of a run, so it can stand for one call; write a second runbook");
        }
        StepKind strongest = kinds.stream().max(StepKind::compareTo).orElse(StepKind.READ);
        stepKind.filter(declared -> !strongest.word().equals(declared))
                .ifPresent(declared -> route.flaw(
                        "has '" + strongest.word() + "' as its strongest step, but runbook.yaml says step '" + declared
                                + "'",
                        ""));
    }
}
