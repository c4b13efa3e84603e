// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.tunnel;

import io.tocsin.server.tunnel.TunnelSettings.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Signs certificates for one test: made by the JDK's keytool in a temporary folder, never kept. */
final class Authority {
    private static final char[] PASSWORD = "for-one-test".toCharArray();
    private static final String CA = "ca";

    private final Path folder;
    private final Path store;

    Authority(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("store.p12");
        keytool(CA, "CN=" + folder.getFileName(), "-ext", "bc:critical=ca:true");
    }

    /** Files for a member that listens on this address. */
    Credentials issue(String name, String address) throws IOException, InterruptedException, GeneralSecurityException {
        keytool(name, "CN=" + name, "-signer", CA, "-ext", "san=ip:" + address);
        KeyStore keys = load();
        List<Certificate> chain = List.of(keys.getCertificateChain(name));
        return new Credentials(
                pem(
                        name + ".key",
                        "PRIVATE KEY",
                        List.of(keys.getKey(name, PASSWORD).getEncoded())),
                pem(name + ".crt", "CERTIFICATE", encoded(chain)),
                pem("trust.crt", "CERTIFICATE", encoded(List.of(keys.getCertificate(CA)))));
    }

    /** What a plain Java client would use: everything issued so far, trusting what the other authority signs. */
    SSLContext client(Authority trusted) throws IOException, GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(load(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.trust().getTrustManagers(), null);
        return context;
    }

    /** A client without a certificate that trusts this authority. */
    SSLContext nobody() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry(CA, load().getCertificate(CA));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(only);
        return trust;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private void keytool(String alias, String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", alias));
        command.addAll(List.of("-dname", name, "-keyalg", "EC", "-validity", "2", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static List<byte[]> encoded(List<Certificate> certificates) throws GeneralSecurityException {
        List<byte[]> encoded = new ArrayList<>();
        for (Certificate certificate : certificates) {
            encoded.add(certificate.getEncoded());
        }
        return encoded;
    }

    private Path pem(String file, String kind, List<byte[]> contents) throws IOException {
        StringBuilder text = new StringBuilder();
        for (byte[] content : contents) {
            text.append("-----BEGIN ").append(kind).append("-----\n");
            text.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
            text.append("\n-----END ").append(kind).append("-----\n");
        }
        return Files.writeString(folder.resolve(file), text);
    }
}
