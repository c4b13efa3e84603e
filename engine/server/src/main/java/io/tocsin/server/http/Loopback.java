// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.util.regex.Pattern;

/** What counts as this machine itself. Names are never looked up: a name that resolves to loopback today may not tomorrow. */
public final class Loopback {
    private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private Loopback() {}

    /** Whether a bare host name or address, IPv6 with or without brackets, is this machine. */
    public static boolean address(String host) {
        return host.equals("127.0.0.1")
                || host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }
}
