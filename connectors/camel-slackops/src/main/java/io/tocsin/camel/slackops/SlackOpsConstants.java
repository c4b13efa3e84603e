// SPDX-License-Identifier: Apache-2.0
package io.tocsin.camel.slackops;

import org.apache.camel.spi.Metadata;

/** Message headers of the {@code slackops:} component. */
public final class SlackOpsConstants {

    @Metadata(
            description = "Before: the channel, wins over the endpoint's; update needs its id. After: the id of the"
                    + " channel Slack posted to.",
            javaType = "String")
    public static final String CHANNEL = "CamelSlackOpsChannel";

    @Metadata(
            description = "Before: the message to update or, without CamelSlackOpsThreadTs, to reply to. After: the"
                    + " message that was posted, updated or found; absent when none was found.",
            javaType = "String")
    public static final String TS = "CamelSlackOpsTs";

    @Metadata(description = "Before: the message to reply to.", javaType = "String")
    public static final String THREAD_TS = "CamelSlackOpsThreadTs";

    @Metadata(
            description = "Before: the text of notifications and of clients without blocks; wins over the body's.",
            javaType = "String")
    public static final String TEXT = "CamelSlackOpsText";

    @Metadata(description = "Before: the only reader of an ephemeral message, by user id.", javaType = "String")
    public static final String USER = "CamelSlackOpsUser";

    @Metadata(
            description = "Before find: seconds since 1970 or a message's ts; older messages are not looked at.",
            javaType = "String")
    public static final String OLDEST = "CamelSlackOpsOldest";

    private SlackOpsConstants() {}
}
