// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

/** All doors that read text together, for a few seconds in each build; {@link EachDoorFuzz} takes longer over each. */
class TextDoorsFuzz extends TextDoorFuzz {
    TextDoorsFuzz() {
        super(Samples.textDoors());
    }
}
