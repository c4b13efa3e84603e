// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

/**
 * One rule file.
 *
 * @param path where it stands, relative to the rules folder, with forward slashes: {@code cost/spend.drl}
 * @param text what it says
 */
public record RuleFile(String path, String text) implements Comparable<RuleFile> {

    /** The folder it stands in, which is the concern of its rules. */
    public String concern() {
        return path.substring(0, path.indexOf('/'));
    }

    /** The layer its rules run in. */
    public Layer layer() {
        return Layer.of(concern());
    }

    @Override
    public int compareTo(RuleFile other) {
        return path.compareTo(other.path);
    }
}
