// SPDX-License-Identifier: Apache-2.0
package io.tocsin.server.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/** Signs messages as SNS does, with a certificate made by the JDK's keytool for one test. */
public final class SnsSigner {
    /** The topic it sends for. */
    public static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

    /** Where its certificate would be kept. */
    public static final String ADDRESS =
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    private static final char[] PASSWORD = "for-one-test".toCharArray();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyStore keys;

    /** With a certificate for a name, kept in a folder, that holds from a moment ago for some days. */
    public SnsSigner(Path folder, String commonName)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(commonName + ".p12");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "sns",
                        "-dname",
                        "CN=" + commonName + ", O=Example, C=US",
                        "-keyalg",
                        "RSA",
                        "-startdate",
                        "-1H",
                        "-validity",
                        "3",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    /** The certificate in PEM. */
    public byte[] certificate() throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getCertificate("sns").getEncoded());
        return ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A notification, not signed yet. */
    public static ObjectNode notification(String id, String timestamp, String version) {
        return JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", id)
                .put("TopicArn", TOPIC)
                .put("Message", "{\"id\":\"" + id + "\"}")
                .put("Timestamp", timestamp)
                .put("SignatureVersion", version)
                .put("SigningCertURL", ADDRESS);
    }

    /** The message with its signature over these keys, in this order. */
    public byte[] sign(ObjectNode message, String... signed) throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        for (String key : signed) {
            text.append(key).append('\n').append(message.path(key).asText()).append('\n');
        }
        boolean first = message.path("SignatureVersion").asText().equals("1");
        Signature signature = Signature.getInstance(first ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign((PrivateKey) keys.getKey("sns", PASSWORD));
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
