// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.pipeline.yaml.Form;
import io.tocsin.sources.wire.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** One expression of a mapping, in the part of jq that {@link Grammar} allows. Thread-safe. */
final class Expression {
    /** An expression in a file. */
    static final Form<Expression> FORM = new Form<>("a jq expression", Expression::of, of("."), Expression::hint);

    private static final Scope FUNCTIONS = functions();

    private final JsonQuery query;
    private final boolean plain;
    private final boolean iterates;
    private final boolean looksAtBody;

    private Expression(JsonQuery query, String text) {
        this.query = query;
        this.plain = Grammar.isPlain(text);
        this.iterates = Grammar.iterates(text);
        this.looksAtBody = text.contains("$");
    }

    /** @throws IllegalArgumentException if it is not one that may be used */
    static Expression of(String text) {
        if (Grammar.objection(text).isPresent()) {
            throw new IllegalArgumentException(text);
        }
        try {
            return new Expression(JsonQuery.compile(text, Versions.JQ_1_6), text);
        } catch (JsonQueryException | RuntimeException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    private static String hint(String text) {
        return Grammar.objection(text)
                .map(objection -> "it must be " + objection)
                .orElse("jq cannot read it; quote it as a whole if it holds ': ' or begins with { or [");
    }

    /** Whether its evaluation takes the same time whatever the value is. */
    boolean isPlain() {
        return plain;
    }

    /** Whether it goes through a list. */
    boolean iterates() {
        return iterates;
    }

    /** Whether it may look at the whole message, and not just at the value it is given. */
    boolean looksAtBody() {
        return looksAtBody;
    }

    /**
     * What it makes of a value, at most so many results.
     *
     * @param body what {@code $body} stands for, the whole message
     * @throws JsonQueryException if it cannot be evaluated on this value
     */
    List<Node> results(Node value, Node body, int most) throws JsonQueryException {
        Scope scope = Scope.newChildScope(FUNCTIONS);
        scope.setValue("body", body.json());
        List<Node> results = new ArrayList<>();
        try {
            query.apply(scope, value.json(), result -> take(result, results, most));
        } catch (Enough enough) {
            return results;
        }
        return results;
    }

    private static void take(JsonNode result, List<Node> results, int most) {
        results.add(new Node(result));
        if (results.size() >= most) {
            throw Enough.INSTANCE;
        }
    }

    /** Functions written in jq are made of others, which expressions do not see. */
    private static Scope functions() {
        Scope library = Scope.newEmptyScope();
        Map<String, Function> all = BuiltinFunctionLoader.getInstance().listFunctions(Versions.JQ_1_6, library);
        all.forEach(library::addFunction);
        Scope allowed = Scope.newEmptyScope();
        all.forEach((name, function) -> {
            if (Grammar.allows(name)) {
                allowed.addFunction(name, function);
            }
        });
        return allowed;
    }

    /** Ends an evaluation; unchecked, so that no {@code ?} inside an expression catches it. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Enough INSTANCE = new Enough();

        private Enough() {
            super("enough", null, false, false);
        }
    }
}
