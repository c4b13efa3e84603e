// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.app.Main;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
    static List<String> commands() {
        List<String> all = new ArrayList<>();
        add(all, "", Main.commandLine());
        return all;
    }

    private static void add(List<String> all, String path, CommandLine line) {
        all.add(path);
        line.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                add(all, (path + " " + name).strip(), command);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndItsExitCodes(String command) {
        // When
        Line line = Line.run((command + " --help").strip().split(" "));

        // Then
        assertThat(line.code()).isZero();
        assertThat(line.err()).isEmpty();
        assertThat(line.out()).contains("Usage: tocsin").contains("Exit codes:").contains("wrong usage");
    }

    @Test
    void saysItsVersion() {
        assertThat(Line.run("--version").out())
                .startsWith("tocsin ")
                .contains("java " + System.getProperty("java.version"));
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        // When
        Line line = Line.run("alrt");

        // Then
        assertThat(line.code()).isEqualTo(2);
        assertThat(line.out()).isEmpty();
        assertThat(line.err()).contains("alrt").contains("Did you mean: tocsin alert?");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        // When
        Line line = Line.run("alert", "list", "--sate", "open");

        // Then
        assertThat(line.code()).isEqualTo(2);
        assertThat(line.err()).contains("--sate").contains("--state");
    }

    @Test
    void aServerThatIsNotThereIsFour() {
        // When
        Line line = Line.run("alert", "list", "--url", "http://127.0.0.1:1");

        // Then
        assertThat(line.code()).isEqualTo(4);
        assertThat(line.out()).isEmpty();
        assertThat(line.err()).contains("cannot reach http://127.0.0.1:1").contains("tocsin server");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(Line.run("send", "/no/such/file").code()).isEqualTo(2);
    }

    @Test
    void settingsThatAreNotThereAreWrong() {
        // When
        Line line = Line.run("config", "check", "--config", "/no/such/file.yaml");

        // Then
        assertThat(line.code()).isEqualTo(1);
        assertThat(line.err()).contains("/no/such/file.yaml: cannot be read");
    }

    @Test
    void showsWhereEachSettingComesFrom() {
        // When
        Line line = Line.run("config", "show", "--origin", "--port", "8080");

        // Then
        assertThat(line.code()).isZero();
        assertThat(line.out())
                .containsPattern("server.port +8080 +flag --port")
                .containsPattern("workers +2 +built-in");
    }
}
