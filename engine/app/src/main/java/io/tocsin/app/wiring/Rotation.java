// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.wiring;

import io.tocsin.app.settings.Settings;
import io.tocsin.app.settings.SourceSettings;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.terminal.Failure;
import io.tocsin.server.operation.Reload;
import io.tocsin.server.source.Rotated;
import io.tocsin.server.source.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new secrets of sources in place while the node runs: on {@code POST /-/reload}, on SIGHUP, and when a file changes that
 * a source names. What does not load changes nothing and is an error in the log. Thread-safe.
 */
final class Rotation implements Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]+)\\}");
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Supplier<Bound<Settings>> again;
    private final SharedConfig shared;
    private final Clock clock;
    private Consumer<Collection<Source>> admits = ignored -> {};
    private final Bound<Settings> started;
    private Bound<Settings> held;
    private Map<String, Source> sources;

    /**
     * With what was read at the start.
     *
     * @param again reads it again; fails with a {@link Failure}
     * @param shared hears what is in place now
     */
    Rotation(Bound<Settings> held, Supplier<Bound<Settings>> again, SharedConfig shared, Clock clock) {
        this.started = held;
        this.held = held;
        this.again = again;
        this.shared = shared;
        this.clock = clock;
        this.sources = byName(Pushers.of(held.value(), clock));
    }

    /** Who may push now. */
    synchronized List<Source> sources() {
        return List.copyOf(sources.values());
    }

    /** Listens for SIGHUP and watches files, until what is answered is closed. @param toServer takes who may push */
    synchronized AutoCloseable start(Consumer<Collection<Source>> toServer) {
        admits = toServer;
        Object before = Signals.register("HUP", this::reload);
        AutoCloseable files = FileWatch.start(this::files, this::reload);
        return () -> {
            if (before != null) {
                Signals.unregister("HUP", before);
            }
            files.close();
        };
    }

    @Override
    public synchronized Outcome reload() {
        try {
            Bound<Settings> read = again.get();
            Map<String, Source> next = rotated(byName(Pushers.of(read.value(), clock)), read.value());
            Set<String> changed = changed(next);
            Set<String> others = others(read);
            sources = next;
            held = read;
            shared.pushing(read.value());
            admits.accept(next.values());
            LOG.atInfo().addKeyValue("sources", changed).log("settings were read again");
            if (!others.isEmpty()) {
                LOG.atWarn().addKeyValue("keys", others).log("settings have changed that need a restart");
            }
            return new Outcome(true, sentence(changed, others));
        } catch (Failure | IllegalArgumentException wrong) {
            String reason = String.valueOf(wrong.getMessage());
            LOG.atError().addKeyValue("reason", reason.replace('\n', ' ')).log("the settings could not be read again");
            return new Outcome(false, reason);
        }
    }

    private static String sentence(Set<String> changed, Set<String> others) {
        String sources = changed.isEmpty() ? "no source has changed" : "changed: " + String.join(", ", changed);
        return others.isEmpty() ? sources : sources + "; these need a restart: " + String.join(", ", others);
    }

    /** Those that are set up as before stay as they are; of the others the old secrets hold for a while. */
    private Map<String, Source> rotated(Map<String, Source> read, Settings settings) {
        Map<String, Source> next = new TreeMap<>();
        read.forEach((name, source) -> {
            Source before = sources.get(name);
            if (before == null) {
                next.put(name, source);
            } else if (Objects.equals(setUp(held.value(), name), setUp(settings, name))) {
                next.put(name, before);
            } else if (provenAlike(
                    held.value().sources().get(name), settings.sources().get(name))) {
                next.put(name, source.proving(before.proof()));
            } else {
                SourceSettings own = settings.sources().get(name);
                Duration overlap = own == null ? OVERLAP : own.overlap();
                next.put(
                        name,
                        source.proving(Rotated.of(
                                source.proof(), before.proof(), clock.instant().plus(overlap))));
            }
        });
        return next;
    }

    /** Whether nothing about the proof has changed, so that old secrets hold as long as they were to. */
    private static boolean provenAlike(@Nullable SourceSettings before, @Nullable SourceSettings now) {
        return before != null
                && now != null
                && before.auth().equals(now.auth())
                && before.replayWindow().equals(now.replayWindow())
                && before.overlap().equals(now.overlap());
    }

    private static Object setUp(Settings settings, String name) {
        SourceSettings source = settings.sources().get(name);
        return source != null ? source : settings.server().webhooks().getOrDefault(name, List.of());
    }

    private Set<String> changed(Map<String, Source> next) {
        Set<String> names = new TreeSet<>(sources.keySet());
        names.addAll(next.keySet());
        names.removeIf(name -> sources.get(name) == next.get(name));
        return names;
    }

    /** Keys besides those of sources that are written otherwise than at the start. */
    private Set<String> others(Bound<Settings> read) {
        Map<String, String> before = written(started);
        Map<String, String> now = written(read);
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> ofSource(key) || Objects.equals(before.get(key), now.get(key)));
        return keys;
    }

    private static Map<String, String> written(Bound<Settings> settings) {
        Map<String, String> written = new TreeMap<>();
        settings.lines().forEach(line -> written.put(line.key(), line.written()));
        return written;
    }

    private static boolean ofSource(String key) {
        return key.startsWith("sources.") || key.startsWith("server.webhooks.");
    }

    /** The files that sources name. */
    private synchronized List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Bound.Line line : held.lines()) {
            Matcher reference = FILE.matcher(line.written());
            while (ofSource(line.key()) && reference.find()) {
                files.add(Path.of(reference.group(1)));
            }
        }
        return files;
    }

    private static Map<String, Source> byName(List<Source> sources) {
        return new TreeMap<>(sources.stream().collect(Collectors.toMap(Source::name, Function.identity())));
    }
}
