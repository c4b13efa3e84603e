// SPDX-License-Identifier: Apache-2.0
/** Several members as one engine. The only module that sees Hazelcast. */
@NullMarked
package io.tocsin.cluster;

import org.jspecify.annotations.NullMarked;
