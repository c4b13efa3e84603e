// SPDX-License-Identifier: Apache-2.0
package io.tocsin.faults.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Signs certificates of members, with the commands of {@code cluster-config/README.md}. Needs {@code openssl}. Not
 * thread-safe.
 */
public final class Authority {
    private static final String BEGIN = """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj /CN=tocsin-authority \
            -keyout authority.key -out authority.crt""";
    private static final String ASK = """
            openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s -keyout %1$s.key -out %1$s.csr""";
    private static final String SIGN = """
            openssl x509 -req -in %1$s.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 365 \
            -extfile <(echo subjectAltName=IP:%2$s) -out %1$s.crt""";

    private final Path folder;

    /** One that signs for members of its own, with its files in a folder. */
    public Authority(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        run(BEGIN);
    }

    /** Signs for whoever listens on an address; answers what its settings say under {@code cluster}. */
    public String sign(String name, String address) throws InterruptedException {
        run(ASK.formatted(name));
        run(SIGN.formatted(name, address));
        return ", tunnel: {enabled: true, key: '%1$s/%2$s.key', certificate: '%1$s/%2$s.crt', trust: '%1$s/authority.crt'}"
                .formatted(folder, name);
    }

    /** Puts what it signed for a member in the place of what another authority did. */
    public void forge(String name, Authority other) throws IOException {
        for (String file : List.of(name + ".key", name + ".crt")) {
            Files.copy(folder.resolve(file), other.folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void run(String command) throws InterruptedException {
        Shell.run("bash", "-c", "cd '" + folder + "' && " + command);
    }
}
