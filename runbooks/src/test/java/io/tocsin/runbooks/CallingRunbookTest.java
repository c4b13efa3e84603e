// SPDX-License-Identifier: Apache-2.0
package io.tocsin.runbooks;

import static io.tocsin.runbooks.Runs.approved;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.scope.ScopeKind;
import io.tocsin.pipeline.response.Actuation;
import io.tocsin.pipeline.response.Actuation.Mode;
import io.tocsin.pipeline.response.Targets;
import io.tocsin.pipeline.yaml.Flaw;
import io.tocsin.runbooks.load.RunbookLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped runbook that calls a target, and what is refused in one like it. */
class CallingRunbookTest {
    private static final Path SHIPPED = Path.of("optional/gateway-hook");
    private static final Targets TARGETS = new Known(false);

    @TempDir
    private Path folder;

    /** Targets that are only known; calling one is a mistake of the test. */
    private record Known(boolean keys) implements Targets {
        @Override
        public Set<String> names() {
            return Set.of("gateway-admin");
        }

        @Override
        public boolean honoursKeys(String name) {
            return keys;
        }

        @Override
        public Reply send(Actuation.Call call, String key, long fence) {
            throw new AssertionError("a route must not call anything");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DRY_RUN", "ACT"})
    void collectsOneCallAndMakesNone(Mode mode) throws IOException {
        Actuation.Call call = call(mode);
        assertThat(call.target()).isEqualTo("gateway-admin");
        assertThat(call.kind()).isEqualTo("once");
        assertThat(call.action()).isEqualTo("throttle");
        assertThat(call.values())
                .containsEntry("mode", "act")
                .containsEntry("decisionId", "run-1")
                .containsEntry("runbook", "gateway-hook")
                .containsEntry("runbookVersion", "1")
                .containsEntry("scopeKind", "team")
                .containsEntry("scope", "search")
                .containsEntry("leaseSeconds", "1800")
                .containsEntry("alert", Runs.ALERT)
                .containsEntry("rule", "cost.hourly-spend-spike");
    }

    @Test
    void takesBackByTheCallThatUndoesIt() throws IOException {
        Actuation.Call call = call(Mode.REVERT);
        assertThat(call.action()).isEqualTo("release");
        assertThat(call.values()).containsEntry("mode", "revert");
    }

    @Test
    void refusesAProtectedTargetBeforeAnythingIsCollected() throws IOException {
        copy("", "");
        try (CamelRunbooks runbooks = CamelRunbooks.open(folder, new Present(), TARGETS)) {
            Runs run = approved().runbook("gateway-hook").target(ScopeKind.TEAM, "checkout");
            assertThat(runbooks.walk(run.run(), Mode.ACT))
                    .isEqualTo(new Actuation.Refused("protected: gateway-hook never touches team=checkout"));
        }
    }

    @Test
    void isOffAsShipped() {
        assertThat(RunbookLoader.load(Path.of("")).runbooks())
                .extracting(runbook -> runbook.name())
                .doesNotContain("gateway-hook");
    }

    @Test
    void doesNotLoadWithoutItsTarget() throws IOException {
        copy("", "");
        assertThat(flaws(Targets.NONE))
                .singleElement()
                .asString()
                .endsWith("target names no target of the settings, was 'gateway-admin'; there are none; add it under"
                        + " automation.targets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            target: gateway-admin | target: gateway-admni | target names no target of the settings, was 'gateway-admni'; did you mean 'gateway-admin'?
            kind: once            | kind: set             | kind must be one of keyed, once, was 'set'
            kind: once            | kinds: once           | parameters.kind is missing
            kind: once            | kind: keyed           | kind is keyed, but target gateway-admin is not said to honour Idempotency-Key; write once, or set automation.targets.gateway-admin.idempotent if it does
            action: throttle      | action: "{target}"    | action must be of lower-case letters, digits and dashes, was '{target}'; it is a word that the target knows; on whom it acts is in the body of the call
            inverse: release      | inverse: none         | inverse is 'none', but runbook.yaml says inverse 'Has the gateway release the target'; write none in both, or say in both how it is taken back
            step: once            | step: set             | [0] has 'once' as its strongest step, but runbook.yaml says step 'set'
            """)
    void refusesWhatItCannotStandFor(String text, String replacement, String flaw) throws IOException {
        copy(text, replacement);
        assertThat(flaws(TARGETS)).anySatisfy(found -> assertThat(found).endsWith(flaw));
    }

    @Test
    void aTargetThatHonoursKeysMayBeCalledKeyed() throws IOException {
        Path copy = copy("kind: once", "kind: keyed");
        Path descriptor = copy.resolve("runbook.yaml");
        Files.writeString(descriptor, Files.readString(descriptor).replace("step: once", "step: keyed"));
        assertThat(flaws(new Known(true))).isEmpty();
    }

    @Test
    void makesOneCallAndNoMore() throws IOException {
        Path route = copy("", "").resolve("route.yaml");
        String text = Files.readString(route);
        String call = text.substring(text.indexOf("        - to:\n            id: call"));
        Files.writeString(route, text + call.replace("id: call", "id: again"));
        assertThat(flaws(TARGETS)).singleElement().asString().contains("has more than one tocsin-edge:call");
    }

    private Actuation.Call call(Mode mode) throws IOException {
        copy("", "");
        try (CamelRunbooks runbooks = CamelRunbooks.open(folder, new Present().contexts(12_000), TARGETS)) {
            Actuation actuation =
                    runbooks.walk(approved().runbook("gateway-hook").run(), mode);
            assertThat(actuation).isInstanceOf(Actuation.Done.class);
            assertThat(((Actuation.Done) actuation).effects()).isEmpty();
            return ((Actuation.Done) actuation).calls().get(0);
        }
    }

    private List<String> flaws(Targets targets) {
        return RunbookLoader.load(folder, targets).flaws().stream()
                .map(Flaw::toString)
                .toList();
    }

    private Path copy(String text, String replacement) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("gateway-hook"));
        for (String file : List.of("runbook.yaml", "route.yaml", "README.md")) {
            String shipped = Files.readString(SHIPPED.resolve(file));
            boolean changes = !text.isEmpty() && !file.endsWith(".md");
            Files.writeString(copy.resolve(file), changes ? shipped.replace(text, replacement) : shipped);
        }
        return copy;
    }
}
