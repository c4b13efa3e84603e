// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.ledger;

/**
 * Who acts for a cell of the load.
 *
 * @param cell number of the cell, from 0; a node without a cluster has cell 0 only
 * @param member name of the member
 * @param fence grows each time a cell of this ledger changes hands, and is never given twice: of two owners of a cell the
 *     one with the higher fence is right
 */
public record Owner(int cell, String member, long fence) {}
