// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks.load;

import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The text of a YAML file as nodes that know their line. Anchors and foreign tags are refused: nobody needs them here. */
final class YamlFile {
    private static final int MAX_CHARACTERS = 65_536;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private YamlFile() {}

    /** The only document of the text; empty when there is none, and then the flaws say why. */
    static Optional<Node> parse(String text, Flaws flaws) {
        if (text.length() > MAX_CHARACTERS) {
            flaws.add(1, "the file has " + text.length() + " characters, at most " + MAX_CHARACTERS + " are read", "");
            return Optional.empty();
        }
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(text);
            if (root.isEmpty()) {
                flaws.add(1, "the file is empty", "");
            }
            root.ifPresent(node -> admit(node, flaws));
            return flaws.none() ? root : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            flaws.add(line, "not YAML: " + e.getProblem(), "");
        } catch (YamlEngineException e) {
            flaws.add(
                    1,
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "");
        }
        return Optional.empty();
    }

    private static void admit(Node node, Flaws flaws) {
        if (node.getAnchor().isPresent()) {
            flaws.add(node, "anchors and aliases are not allowed", "write the value out");
            return;
        }
        if (!node.getTag().getValue().startsWith(STANDARD_TAG)) {
            flaws.add(node, "tag " + node.getTag().getValue() + " is not allowed", "remove it");
        }
        if (node.getNodeType() != NodeType.SCALAR) {
            children(node).forEach(child -> admit(child, flaws));
        }
    }

    private static Stream<Node> children(Node node) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream().flatMap(t -> Stream.of(t.getKeyNode(), t.getValueNode()));
        }
        return node instanceof SequenceNode list ? list.getValue().stream() : Stream.empty();
    }
}
