// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: fixed paths by one hash lookup, paths with varying segments by comparing segments.
 * Paths are taken as sent, so a double slash or {@code ..} finds nothing. Immutable; thread-safe.
 */
public final class RouteTable {
    private final List<Route> routes;
    private final Map<String, Map<String, Match>> fixed = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();

    /** A table of these routes. */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Map<String, Template> byPath = new LinkedHashMap<>();
        for (Route route : routes) {
            if (route.path().contains("{")) {
                byPath.computeIfAbsent(route.path(), Template::new).methods.put(route.method(), route);
            } else {
                fixed.computeIfAbsent(route.path(), path -> new HashMap<>())
                        .put(route.method(), new Match(route, Map.of()));
            }
        }
        templates.addAll(byPath.values());
    }

    /** Every route, in the order given. */
    public List<Route> routes() {
        return routes;
    }

    /** The route of a request; null when there is none. HEAD is served by GET. */
    public @Nullable Match find(String method, String path) {
        Map<String, Match> here = fixed.get(path);
        if (here != null) {
            Match match = here.get(method);
            return match == null && method.equals("HEAD") ? here.get("GET") : match;
        }
        for (Template template : templates) {
            Map<String, String> segments = template.match(path);
            Route route = segments == null ? null : template.route(method);
            if (segments != null && route != null) {
                return new Match(route, segments);
            }
        }
        return null;
    }

    /** The methods a path allows, sorted; empty when there is nothing at that path. */
    public Set<String> allowed(String path) {
        Set<String> methods = new TreeSet<>();
        Map<String, Match> here = fixed.get(path);
        if (here != null) {
            methods.addAll(here.keySet());
        }
        for (Template template : templates) {
            if (template.match(path) != null) {
                methods.addAll(template.methods.keySet());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /**
     * A route and the segments of the path that vary.
     *
     * @param route the route
     * @param segments the segments as sent, by name, still percent-encoded
     */
    public record Match(Route route, Map<String, String> segments) {}

    private static final class Template {
        private final String[] parts;
        private final Map<String, Route> methods = new HashMap<>();

        Template(String path) {
            parts = path.split("/", -1);
        }

        @Nullable Route route(String method) {
            Route route = methods.get(method);
            return route == null && method.equals("HEAD") ? methods.get("GET") : route;
        }

        @Nullable Map<String, String> match(String path) {
            String[] given = path.split("/", -1);
            if (given.length != parts.length) {
                return null;
            }
            Map<String, String> segments = new HashMap<>();
            for (int i = 0; i < parts.length; i++) {
                if (!parts[i].startsWith("{")) {
                    if (!parts[i].equals(given[i])) {
                        return null;
                    }
                } else if (given[i].isEmpty()) {
                    return null;
                } else {
                    segments.put(parts[i].substring(1, parts[i].length() - 1), given[i]);
                }
            }
            return segments;
        }
    }
}
