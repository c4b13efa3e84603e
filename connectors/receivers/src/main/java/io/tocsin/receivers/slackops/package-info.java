// SPDX-License-Identifier: Apache-2.0
/** Pages as Slack messages that are updated and threaded, over the {@code slackops:} component. */
@NullMarked
package io.tocsin.receivers.slackops;

import org.jspecify.annotations.NullMarked;
