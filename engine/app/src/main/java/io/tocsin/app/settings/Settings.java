// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.Binder;
import io.tocsin.app.settings.bind.Bound;
import io.tocsin.app.settings.bind.ByteSize;
import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Layers;
import io.tocsin.app.settings.bind.Setting;
import io.tocsin.rulebase.Spelling;
import io.tocsin.server.source.Source;
import io.tocsin.sources.Doors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything an operator may set. Validated; immutable; secrets do not show in {@code toString}.
 *
 * @param server how it listens and whom it lets in
 * @param dataDir where what was accepted is kept
 * @param maxDataSize largest size of what is kept
 * @param rulesDir the rules
 * @param rulesCacheDir compiled rules
 * @param thresholdsFile limits and times of the rules
 * @param pricesFile models and their prices
 * @param budgetsFile budgets
 * @param expectationsFile what is expected of the use of models
 * @param mappingsFile what the generic source reads
 * @param runbooksDir the automations
 * @param workers threads that fold and judge
 * @param cluster how this node is one of several
 * @param sources who may push webhooks, by name
 * @param pollers what providers are asked for, by name
 * @param streams topics of Kafka that are read, by name
 * @param receivers who can be told, by name
 * @param routes who is told of what
 * @param automation what automations may reach
 * @param ledger where actions are claimed
 * @param log what is logged and how
 */
public record Settings(
        @Setting("How it listens, and whom it lets in.") HttpSettings server,

        @Setting(
                value = "Folder for everything that was accepted. It belongs to one process at a time.",
                fallback = "data")
        Path dataDir,

        @Setting(
                value = "Largest size of the database in it. Beyond that nothing more is accepted: senders are"
                        + " told to try again. In a cluster each of the 8 cells may have an eighth of it.",
                fallback = "64GiB")
        ByteSize maxDataSize,

        @Setting(
                value = "Folder with the rules, one folder per concern, with their thresholds, prices, budgets and"
                        + " expectations.",
                fallback = "${installation}/rules")
        Path rulesDir,

        @Setting("Folder for compiled rules. Without it: rules-cache in data-dir.")
        Optional<Path> rulesCacheDir,

        @Setting("File with the limits and times of the rules. Without it: thresholds.yaml in rules-dir.")
        Optional<Path> thresholdsFile,

        @Setting("File with models and their prices. Without it: prices.yaml in rules-dir.")
        Optional<Path> pricesFile,

        @Setting("File with budgets. Without it: budgets.yaml in rules-dir.")
        Optional<Path> budgetsFile,

        @Setting("File with what you expect of the use of models: regions, working hours, jobs. Without it:"
                + " expectations.yaml in rules-dir.")
        Optional<Path> expectationsFile,

        @Setting("File that says what the generic source makes of other tools' messages. Without it: those that Tocsin"
                + " knows.")
        Optional<Path> mappingsFile,

        @Setting(value = "Folder with the automations, one folder each.", fallback = "${installation}/runbooks")
        Path runbooksDir,

        @Setting(
                value = "Threads that fold signals and judge facts, 1 to 64. In a cluster each cell has one of its own,"
                        + " whatever this is.",
                fallback = "2")
        int workers,

        @Setting("How this node is one of several.") ClusterSettings cluster,

        @Setting("Who may push webhooks to /webhooks/<name>, by a name of your choice.")
        Map<String, SourceSettings> sources,

        @Setting(
                "What providers are asked for again and again, by a name of your choice. In a cluster one member asks.")
        Map<String, PollerSettings> pollers,

        @Setting("Topics of Kafka that are read, by a name of your choice.")
        Map<String, TopicSettings> streams,

        @Setting("Who can be told, by a name of your choice.")
        Map<String, ReceiverSettings> receivers,

        @Setting("Who is told of what.") RoutingSettings routes,
        @Setting("What automations may reach.") AutomationSettings automation,
        @Setting("Where automations are claimed.") LedgerSettings ledger,
        @Setting("What is logged and how.") LogSettings log) {

    private static final int MAX_WORKERS = 64;
    private static final long MIN_BYTES = 1 << 20;

    /** @throws InvalidSetting if a value is out of range or a route names no receiver */
    public Settings {
        receivers = Map.copyOf(receivers);
        unless(workers >= 1 && workers <= MAX_WORKERS, "workers", "must lie in 1..64, was " + workers);
        unless(maxDataSize.bytes() >= MIN_BYTES, "max-data-size", "must be at least 1MiB");
        unless(
                !cluster.enabled() || ledger.url().isPresent(),
                "ledger.url",
                "must be set: a cluster needs a PostgreSQL ledger, because SQLite belongs to one member; set it to"
                        + " jdbc:postgresql://host:5432/database");
        sources = Map.copyOf(sources);
        pollers = Map.copyOf(pollers);
        streams = Map.copyOf(streams);
        pollers.keySet().forEach(name -> named(name, "pollers." + name));
        streams.forEach((name, stream) -> {
            named(name, "streams." + name);
            tool(stream.tool(), "streams." + name + ".tool");
        });
        Set<String> taken = server.webhooks().keySet();
        sources.forEach((name, source) -> source(name, source, taken));
        Set<String> known = receivers.keySet();
        routes.receivers()
                .forEach((key, names) -> names.forEach(name -> unless(
                        known.contains(name),
                        "routes." + key,
                        "names the receiver '" + name + "', which is not under receivers; "
                                + (known.isEmpty() ? "there are none" : Spelling.nearestOrAll(name, known)))));
    }

    private static void source(String name, SourceSettings source, Set<String> taken) {
        String key = "sources." + name;
        named(name, key);
        unless(!taken.contains(name), key, "also stands under server.webhooks; remove it there");
        String tool = source.tool().orElse(name);
        unless(
                Doors.names().contains(tool),
                source.tool().isEmpty() ? key : key + ".tool",
                (source.tool().isEmpty() ? "is no tool, so it needs the key tool; " : "is no tool; ")
                        + Spelling.nearestOrAll(tool, Doors.names()));
    }

    private static void named(String name, String key) {
        unless(Source.named(name), key, "must be named with lower case letters, digits and hyphens");
    }

    private static void tool(String tool, String key) {
        unless(Doors.names().contains(tool), key, "is no tool; " + Spelling.nearestOrAll(tool, Doors.names()));
    }

    /** @throws io.tocsin.app.settings.bind.SettingsException if anything is wrong, with all of it */
    public static Bound<Settings> load(Layers layers) {
        return Binder.bind(Settings.class, layers);
    }

    /** The file with thresholds that is used. */
    public Path thresholds() {
        return thresholdsFile.orElse(rulesDir.resolve("thresholds.yaml"));
    }

    /** The file with prices that is used. */
    public Path prices() {
        return pricesFile.orElse(rulesDir.resolve("prices.yaml"));
    }

    /** The file with budgets that is used. */
    public Path budgets() {
        return budgetsFile.orElse(rulesDir.resolve("budgets.yaml"));
    }

    /** The file with expectations that is used. */
    public Path expectations() {
        return expectationsFile.orElse(rulesDir.resolve("expectations.yaml"));
    }

    /** The file with the quality tiers that is used. */
    public Path qualityTiers() {
        return rulesDir.resolve("quality-tiers.yaml");
    }

    /** The file with what advice on models is made of that is used. */
    public Path routesBook() {
        return rulesDir.resolve("routes.yaml");
    }

    /** The folder for compiled rules that is used. */
    public Path rulesCache() {
        return rulesCacheDir.orElse(dataDir.resolve("rules-cache"));
    }
}
