// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

/**
 * One method on one path.
 *
 * @param method HTTP method, upper case
 * @param path path, with {@code {name}} for a segment that varies
 * @param access who may use it
 * @param endpoint what serves it
 */
public record Route(String method, String path, Access access, Endpoint endpoint) {

    /** Who may use a route. */
    public enum Access {
        /** Everybody. */
        OPEN,
        /** Programs that hold a token, when tokens are configured. */
        TOKEN,
        /** People: as {@link #TOKEN}, but one who has not signed in is sent to the sign-in page. */
        PERSON
    }

    /** A route for programs. */
    public static Route of(String method, String path, Endpoint endpoint) {
        return new Route(method, path, Access.TOKEN, endpoint);
    }

    /** A route for everybody. */
    public static Route open(String method, String path, Endpoint endpoint) {
        return new Route(method, path, Access.OPEN, endpoint);
    }

    /** A route for people. */
    public static Route person(String method, String path, Endpoint endpoint) {
        return new Route(method, path, Access.PERSON, endpoint);
    }
}
