// SPDX-License-Identifier: Apache-2.0
/**
 * The demo: a night in a made-up company, told in a minute. A real engine on a virtual clock, real rules, real receivers
 * against stand-ins of the vendors on the loopback interface: nothing leaves this host.
 */
@NullMarked
package io.tocsin.app.demo;

import org.jspecify.annotations.NullMarked;
