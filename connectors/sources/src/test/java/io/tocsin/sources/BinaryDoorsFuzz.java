// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

/** All doors that read protobuf together, for a few seconds in each build; {@link EachDoorFuzz} takes longer over each. */
class BinaryDoorsFuzz extends BinaryDoorFuzz {
    BinaryDoorsFuzz() {
        super(all());
    }
}
