// SPDX-License-Identifier: Apache-2.0
/** Pages as plain text to a Slack incoming webhook, over Camel's own {@code slack:} component. */
@NullMarked
package io.tocsin.receivers.slackwebhook;

import org.jspecify.annotations.NullMarked;
