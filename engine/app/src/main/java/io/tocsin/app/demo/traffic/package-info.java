// SPDX-License-Identifier: Apache-2.0
/**
 * The traffic of a made-up company: every number from one seed and a virtual time. Depends on the model and the price
 * book only; reads decisions as an application would.
 */
@NullMarked
package io.tocsin.app.demo.traffic;

import org.jspecify.annotations.NullMarked;
