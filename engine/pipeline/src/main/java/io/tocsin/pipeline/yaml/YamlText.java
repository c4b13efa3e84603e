// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The text of a YAML file as nodes. Anchors and tags are refused: nobody needs them here. */
final class YamlText {
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);
    private static final Content NOTHING = new Content.Text("");

    private final String file;
    private final Flaws flaws;

    private YamlText(String file, Flaws flaws) {
        this.file = file;
        this.flaws = flaws;
    }

    /** The top node; one without keys for an empty text. @throws InvalidYaml if it is not YAML */
    static YamlNode parse(String file, String text, Flaws flaws) {
        try {
            Node top = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return top == null
                    ? new YamlNode(new Place(file, 1, 1), "", new Content.Keys(Map.of()), flaws)
                    : new YamlText(file, flaws).node(top, "", place(file, top.getStartMark()));
        } catch (MarkedYAMLException e) {
            throw new InvalidYaml(place(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new InvalidYaml(place(file, null), "not YAML: " + e.getMessage());
        }
    }

    private YamlNode node(Node node, String path, Place place) {
        Content content = NOTHING;
        if (node.getAnchor() != null) {
            flaws.add(path, place, "anchors and aliases are not allowed", "write the value out");
        } else if (!PLAIN.contains(node.getTag())) {
            flaws.add(path, place, "tag " + node.getTag() + " is not allowed", "remove it");
        } else if (node instanceof MappingNode keys) {
            content = new Content.Keys(keys(keys, path));
        } else if (node instanceof SequenceNode items) {
            content = new Content.Items(items(items, path));
        } else if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            content = new Content.Text(scalar.getValue().strip());
        }
        return new YamlNode(place, path, content, flaws);
    }

    private Map<String, YamlNode> keys(MappingNode node, String path) {
        Map<String, YamlNode> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(file, tuple.getKeyNode().getStartMark());
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getAnchor() == null) {
                String child = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
                if (keys.put(name.getValue(), node(tuple.getValueNode(), child, place)) != null) {
                    flaws.add(child, place, "key '" + child + "' is written twice", "");
                }
            } else {
                flaws.add(path, place, "a key must be a word", "");
            }
        }
        return keys;
    }

    private List<YamlNode> items(SequenceNode node, String path) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(node(item, path + "[" + items.size() + "]", place(file, item.getStartMark())));
        }
        return items;
    }

    private static Place place(String file, @Nullable Mark mark) {
        return mark == null ? new Place(file, 1, 1) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
