// SPDX-License-Identifier: Apache-2.0
package io.tocsin.cluster.cell;

import io.tocsin.cluster.net.Net;

/**
 * What every cell of a member is made of.
 *
 * @param net the other members
 * @param shelf where stores are kept
 * @param engines starts the engine of a cell
 * @param salvage brings home what was accepted on the losing side
 */
record CellParts(Net net, Shelf shelf, Cells.Engines engines, Salvage salvage) {}
