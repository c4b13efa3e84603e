// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

/** The layers rules run in, in order. The folder of a file decides; a layer sees what the one before has finished. */
public enum Layer {
    /** States drafts on one fact. */
    DETECT,
    /** Corrects class, severity or runbook of drafts. */
    CLASSIFY,
    /** Adds labels, dollars and contributors to classified drafts. */
    ENRICH,
    /** Concludes decisions from open alerts. */
    RESPOND;

    /** The layer of a folder of the rules folder. */
    public static Layer of(String folder) {
        return switch (folder) {
            case "classify" -> CLASSIFY;
            case "enrich" -> ENRICH;
            case "respond", "correlate" -> RESPOND;
            default -> DETECT;
        };
    }
}
