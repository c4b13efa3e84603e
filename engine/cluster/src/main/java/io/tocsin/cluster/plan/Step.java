// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.plan;

import io.tocsin.cluster.cell.Lineage;
import io.tocsin.cluster.cell.Term;
import java.util.List;

/** One thing that one member is to do with one cell. Doing it twice is doing it once. */
public sealed interface Step {
    /** Who is to do it. */
    String member();

    /** The cell. */
    int cell();

    /** Become the owner, with a copy on another member; an empty name when there is no other. */
    record Open(String member, int cell, Term term, String copy, List<String> view) implements Step {}

    /** Stop being the owner. */
    record Close(String member, int cell, String why) implements Step {}

    /** Keep the copy on another member; an empty name when there is no other. */
    record Copy(String member, int cell, String copy) implements Step {}

    /** Stay the owner with a greater term. */
    record Renew(String member, int cell, Term term, List<String> view) implements Step {}

    /** Let go of a log that is neither the owner's nor the copy. */
    record Settle(String member, int cell, Lineage owner) implements Step {}
}
