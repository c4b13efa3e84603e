// SPDX-License-Identifier: Apache-2.0
/**
 * One process as a member of the cluster: who else is there, and calls between members. Depends on Hazelcast and the JDK;
 * what is called, and who owns what, is decided elsewhere.
 */
@NullMarked
package io.tocsin.cluster.member;

import org.jspecify.annotations.NullMarked;
