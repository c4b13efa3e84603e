// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.terminal.Exit;
import io.tocsin.app.terminal.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port is free before anything expensive is started. */
public final class Port {
    private Port() {}

    /**
     * The port, or any free one for 0. Somebody else may still be quicker.
     *
     * @param under the key that host and port stand under in the settings
     * @throws Failure if it is taken, or the address is not one of this machine
     */
    public static int free(String under, String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new Failure(Exit.WRONG, under + ".host " + host + " is not known", "");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Failure(
                    Exit.WRONG,
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage(),
                    "Stop what listens there, or choose another port: " + under + ".port.");
        }
    }
}
