// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import io.tocsin.runbooks.book.StepKind;
import io.tocsin.runbooks.route.EdgeOperation;
import io.tocsin.runbooks.route.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Checks {@code route.yaml} before Camel sees it. What is not known to be harmless is refused: a route starts at its own
 * {@code direct:} address, filters on the headers of the walk and ends at the edge. There are no addresses made from
 * data, no scripts, no beans, no property placeholders.
 */
final class RouteLint {
    private static final Set<String> STEPS = Set.of("to", "filter");
    private static final String CLAUSE = "\\$\\{header\\.("
            + Walker.HEADERS.stream().sorted().collect(Collectors.joining("|")) + ")} (==|!=) '[^'${}\\\\]*'";
    private static final Pattern CONDITION = Pattern.compile(CLAUSE + "( (&&|\\|\\|) " + CLAUSE + ")*");

    private final String name;
    private final Flaws flaws;
    private final List<EdgeOperation> operations = new ArrayList<>();

    RouteLint(String name, Flaws flaws) {
        this.name = name;
        this.flaws = flaws;
    }

    /** Checks the file against the kind of step that the descriptor declares. */
    void check(Node root, String stepKind) {
        if (!(root instanceof SequenceNode list) || list.getValue().size() != 1) {
            flaws.add(root, "the file must hold one route", "start it with '- route:'");
            return;
        }
        Node first = list.getValue().get(0);
        Mapping.of(first, "", Set.of("route"), flaws).require("route").ifPresent(this::route);
        if (flaws.none()) {
            checkOrder(first, stepKind);
        }
    }

    private void route(Node node) {
        Mapping route = Mapping.of(node, "route", Set.of("id", "description", "from"), flaws);
        String id = route.text("id");
        if (!id.equals(name)) {
            route.flaw("id", "must be '" + name + "', was '" + id + "'", "");
        }
        Mapping from = route.mapping("from", Set.of("uri", "steps"));
        String start = "direct:" + name;
        if (from.find("uri").isPresent() && !from.text("uri").equals(start)) {
            from.flaw("uri", "must be '" + start + "', was '" + from.text("uri") + "'", "");
        }
        from.require("steps").ifPresent(this::steps);
    }

    private void steps(Node node) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            flaws.add(node, "'steps' must hold at least one step", "");
            return;
        }
        list.getValue().forEach(this::step);
    }

    private void step(Node node) {
        if (!(node instanceof MappingNode map) || map.getValue().size() != 1) {
            flaws.add(node, "a step must be one key, such as '- to:'", "");
            return;
        }
        Node key = map.getValue().get(0).getKeyNode();
        Node value = map.getValue().get(0).getValueNode();
        switch (Mapping.scalar(key).orElse("")) {
            case "to" -> to(value);
            case "filter" -> filter(value);
            default ->
                flaws.add(
                        key,
                        "step '" + Mapping.scalar(key).orElse("?") + "' is not allowed in a runbook",
                        "allowed are "
                                + String.join(", ", STEPS.stream().sorted().toList()));
        }
    }

    private void filter(Node node) {
        Mapping filter = Mapping.of(node, "filter", Set.of("id", "description", "simple", "steps"), flaws);
        String condition = filter.text("simple");
        if (!condition.isEmpty() && !CONDITION.matcher(condition).matches()) {
            filter.flaw(
                    "simple",
                    "may only compare headers of the walk with words",
                    "write ${header.tocsinTargetKind} == 'user'; known headers are "
                            + String.join(", ", Walker.HEADERS.stream().sorted().toList()));
        }
        filter.require("steps").ifPresent(this::steps);
    }

    private void to(Node node) {
        if (Mapping.scalar(node).isPresent()) {
            operation(node, Mapping.scalar(node).get())
                    .ifPresent(o -> Parameters.check(Optional.empty(), node, o, flaws));
            return;
        }
        Mapping to = Mapping.of(node, "to", Set.of("id", "description", "uri", "parameters"), flaws);
        Node uri = to.find("uri").orElse(node);
        operation(uri, to.text("uri")).ifPresent(o -> Parameters.check(to.find("parameters"), node, o, flaws));
    }

    private Optional<EdgeOperation> operation(Node node, String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        if (!scheme.equals(EdgeOperation.SCHEME)) {
            flaws.add(
                    node,
                    "a runbook may not send to '" + scheme + ":'",
                    "everything it does goes through " + EdgeOperation.SCHEME + ":");
            return Optional.empty();
        }
        String word = uri.substring(colon + 1);
        if (word.indexOf('?') >= 0) {
            flaws.add(node, "the address must not carry a '?'", "write them under 'parameters:'");
            return Optional.empty();
        }
        Optional<EdgeOperation> operation = EdgeOperation.of(word);
        if (operation.isEmpty()) {
            flaws.add(node, "the edge knows no operation '" + word + "'", Closest.hint(word, EdgeOperation.words()));
        }
        operation.ifPresent(operations::add);
        return operation;
    }

    private void checkOrder(Node route, String stepKind) {
        if (operations.isEmpty() || operations.get(0) != EdgeOperation.GUARD) {
            flaws.add(
                    route,
                    "the first step must be " + EdgeOperation.SCHEME + ":" + EdgeOperation.GUARD.word(),
                    "it refuses protected targets before anything else happens");
        }
        StepKind strongest = operations.stream()
                .map(EdgeOperation::kind)
                .max(StepKind::compareTo)
                .orElse(StepKind.READ);
        if (!strongest.word().equals(stepKind)) {
            flaws.add(
                    route,
                    "runbook.yaml says step '" + stepKind + "' but the strongest step of the route is '"
                            + strongest.word() + "'",
                    "");
        }
    }
}
