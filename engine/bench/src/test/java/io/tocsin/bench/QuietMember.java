// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A process that takes signals and drops them, grants whatever is asked for, and says of itself that it is a member of the cluster that its settings
 * name, with two cells on every member.
 */
final class QuietMember {
    private static final int CELLS_EACH = 2;

    private QuietMember() {}

    /** Listens on 127.0.0.1; arguments are the port and the file with the settings. */
    public static void main(String[] arguments) throws IOException {
        int members = (int) Files.readAllLines(Path.of(arguments[1])).stream()
                .filter(line -> line.matches(" +- member-\\d@127\\.0\\.0\\.1:\\d+"))
                .count();
        String cluster = cluster(members);
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> answer(request, cluster))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1")
                .onFailure(failure -> Runtime.getRuntime().halt(1));
    }

    private static String cluster(int members) {
        String cell = "{\"owner\":\"member-1\",\"copy\":\"" + (members > 1 ? "member-2" : "") + "\",\"inSync\":"
                + (members > 1) + "}";
        return "{\"members\":[" + repeat("{}", members) + "],\"owned\":{\"fewest\":" + CELLS_EACH + "},\"cells\":["
                + repeat(cell, members * CELLS_EACH) + "]}";
    }

    private static String repeat(String text, int times) {
        return IntStream.range(0, times).mapToObj(i -> text).collect(Collectors.joining(","));
    }

    private static void answer(HttpServerRequest request, String cluster) {
        boolean asked = request.path().equals("/api/v1/cluster");
        int status = request.method().name().equals("POST") ? 202 : 200;
        String granted = request.path().contains("/admission/") ? "{\"allowed\":true}" : "";
        request.endHandler(end -> request.response().setStatusCode(status).end(asked ? cluster : granted));
    }
}
