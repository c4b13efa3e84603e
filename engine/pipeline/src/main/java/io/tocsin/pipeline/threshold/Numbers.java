// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.threshold;

import io.tocsin.pipeline.yaml.Forms;
import io.tocsin.pipeline.yaml.YamlNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers written for a rule, or for one scope of it.
 *
 * @param byKey by key, such as {@code fire} or {@code floor-usd}
 * @param below whether the rule fires below its limit, not above
 */
record Numbers(Map<String, Double> byKey, boolean below) {
    private static final String FIRE = "fire";
    private static final String CLEAR = "clear";

    /** Those of a rule: every key but the others. */
    static Numbers of(YamlNode rule, boolean below, Collection<String> others) {
        Map<String, Double> numbers = new TreeMap<>();
        read(rule, numbers, others);
        return new Numbers(numbers, below).checked(rule);
    }

    /** These with what an override changes. */
    Numbers with(YamlNode override, Collection<String> others) {
        Map<String, Double> numbers = new TreeMap<>(byKey);
        read(override, numbers, others);
        return new Numbers(numbers, below).checked(override);
    }

    private static void read(YamlNode from, Map<String, Double> numbers, Collection<String> others) {
        from.entries().forEach((key, node) -> {
            if ((FIRE.equals(key) || CLEAR.equals(key) || !others.contains(key)) && node.isSound()) {
                numbers.put(key, node.as(Forms.NUMBER));
            }
        });
    }

    private Numbers checked(YamlNode from) {
        Double fire = byKey.get(FIRE);
        Double clear = byKey.get(CLEAR);
        if (clear != null && fire == null) {
            from.at(CLEAR).flaw("needs a fire to go with it", "");
        } else if (fire != null && clear != null && from.isSound() && (below ? clear < fire : clear > fire)) {
            String wrong = below ? "below" : "above";
            String right = below ? "above" : "below";
            if (from.has(CLEAR)) {
                from.at(CLEAR).flaw("must not lie " + wrong + " fire (" + plain(fire) + "), was " + plain(clear), "");
            } else {
                from.at(FIRE)
                        .flaw(
                                "must not lie " + right + " clear (" + plain(clear) + "), was " + plain(fire),
                                "give it its own clear");
            }
        }
        return this;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString(Math.round(number)) : Double.toString(number);
    }

    /** The limits they make, by name. A rule clears where it fires, unless told otherwise. */
    Map<String, Limit> limits(String rule) {
        Map<String, Limit> limits = new TreeMap<>();
        byKey.forEach((key, number) -> {
            if (FIRE.equals(key)) {
                limits.put(rule, new Limit(rule, number, byKey.getOrDefault(CLEAR, number)));
            } else if (!CLEAR.equals(key)) {
                limits.put(rule + "." + key, Limit.plain(rule, number));
            }
        });
        return limits;
    }
}
