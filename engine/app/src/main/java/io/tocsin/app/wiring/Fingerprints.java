// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.HttpSettings;
import io.tocsin.app.settings.RoutingSettings;
import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Hashes by which members of a cluster find out whether they judge and act alike: SHA-256, in hex. They hold no secrets, and
 * nothing that is a member's own, such as its address, its folders or its tokens.
 */
final class Fingerprints {
    private static final int FOLDERS = 2;

    private final MessageDigest digest = sha256();

    private Fingerprints() {}

    /** Of the rules, thresholds and prices. */
    static String rules(Settings settings) {
        Fingerprints hash = new Fingerprints();
        hash.folder(settings.rulesDir(), ".drl");
        hash.file("thresholds", settings.thresholds());
        hash.file("prices", settings.prices());
        hash.file("quality-tiers", settings.qualityTiers());
        hash.file("routes", settings.routesBook());
        return hash.hex();
    }

    /** Of what is read at the start only: budgets, expectations, automations, mappings, and settings that members share. */
    static String lasting(Settings settings) {
        Fingerprints hash = new Fingerprints();
        hash.file("budgets", settings.budgets());
        hash.file("expectations", settings.expectations());
        hash.folder(settings.runbooksDir(), ".yaml");
        settings.mappingsFile().ifPresent(file -> hash.file("mappings", file));
        hash.routes(settings.routes());
        new TreeMap<>(settings.receivers()).forEach((name, receiver) -> hash.text(name, receiver));
        new TreeMap<>(settings.pollers()).forEach((name, poller) -> hash.text(name, poller));
        new TreeMap<>(settings.streams()).forEach((name, stream) -> hash.topic(name, stream));
        new TreeMap<>(settings.automation().targets()).forEach((name, target) -> hash.text(name, target));
        hash.server(settings.server());
        hash.text("ledger", settings.ledger().url());
        hash.text("size", settings.cluster().whole());
        hash.text("members", settings.cluster().members());
        hash.text("heartbeat", settings.cluster().heartbeat());
        hash.text("missing-after", settings.cluster().missingAfter());
        return hash.hex();
    }

    /** Of {@link #lasting what lasts}, and of who may push by these settings. */
    static String config(String lasting, Settings pushing) {
        Fingerprints hash = new Fingerprints();
        hash.text("lasting", lasting);
        new TreeMap<>(pushing.sources()).forEach((name, source) -> hash.text(name, source));
        hash.text("webhooks", new TreeSet<>(pushing.server().webhooks().keySet()));
        return hash.hex();
    }

    /** How many read, and where the certificates lie, is a member's own. */
    private void topic(String name, TopicSettings topic) {
        text(
                name,
                List.of(
                        topic.brokers(),
                        topic.topic(),
                        topic.group(),
                        topic.tool(),
                        topic.tenant(),
                        topic.from(),
                        topic.protocol(),
                        topic.mechanism(),
                        topic.user()));
    }

    private void routes(RoutingSettings routes) {
        text("page", routes.page());
        text("chat", routes.chat());
        text("fallback", routes.fallback());
        text("repeat", routes.repeatInterval());
        text("wait", routes.pageWait());
        routes.matches().forEach(match -> {
            text("when", new TreeMap<>(match.when()));
            text("then", match.receivers());
        });
    }

    private void server(HttpSettings server) {
        text("tenant", server.tenant());
        text("body", server.maxBody());
        text("webhook-body", server.maxWebhookBody());
    }

    /** Every file of a kind that lies in a folder of the folder. */
    private void folder(Path root, String ending) {
        try (Stream<Path> found = Files.find(
                root,
                FOLDERS,
                (path, what) -> what.isRegularFile() && path.toString().endsWith(ending))) {
            List<Path> files = found.map(root::relativize)
                    .filter(path -> path.getNameCount() == FOLDERS)
                    .sorted()
                    .toList();
            files.forEach(path -> file(path.toString(), root.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void file(String name, Path path) {
        try {
            add(name.getBytes(StandardCharsets.UTF_8));
            add(Files.exists(path) ? Files.readAllBytes(path) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String name, Object value) {
        add((name + "=" + value).getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
