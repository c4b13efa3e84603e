// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static io.tocsin.app.settings.bind.InvalidSetting.unless;

import io.tocsin.app.settings.bind.InvalidSetting;
import io.tocsin.app.settings.bind.Secret;
import io.tocsin.app.settings.bind.Setting;
import io.tocsin.app.settings.bind.VariantName;
import io.tocsin.sources.anthropic.ReportQuestion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One thing that a provider is asked for again and again. {@code type} in the file says which. */
public sealed interface PollerSettings {
    /** What {@code interval} is. */
    String INTERVAL =
            "Pause between two rounds, 10s to 1d. After three of them without an answer the provider is missed.";

    /** What {@code timeout} is. */
    String TIMEOUT = "Longest wait for one answer, at most 1m.";

    /** What {@code tenant} is. */
    String TENANT = "The tenant its signals belong to. Without it: server.tenant.";

    /** What {@code admin-key} is. */
    String ADMIN_KEY = "Key of the Admin API, sk-ant-admin….";

    /** What {@code base-uri} is. */
    String BASE_URI = "Address of the API.";

    /** The built-in address of the API. */
    String ANTHROPIC = "https://api.anthropic.com";

    /** The built-in timeout. */
    String TEN_SECONDS = "10s";

    /** The case handled by the matching function. */
    <T> T match(Cases<T> cases);

    /**
     * A status page hosted by Statuspage.
     *
     * @param url its summary
     * @param components those that matter
     * @param interval pause between two rounds
     * @param timeout longest wait for one answer
     * @param tenant the tenant its signals belong to
     */
    record Statuspage(
            @Setting("Address of the summary, such as https://status.claude.com/api/v2/summary.json.")
            URI url,

            @Setting("Names or ids of the components that matter. Without them: all.")
            List<String> components,

            @Setting(value = INTERVAL, fallback = "1m") Duration interval,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout,

            @Setting(TENANT) Optional<String> tenant)
            implements PollerSettings {

        /** @throws InvalidSetting if a value is out of range */
        public Statuspage {
            components = List.copyOf(components);
            check(url, "url", interval, timeout);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.statuspage(this);
        }
    }

    /**
     * The usage report of Anthropic's Admin API.
     *
     * @param adminKey key of the Admin API
     * @param baseUri address of the API
     * @param days how many days are read again
     * @param interval pause between two rounds
     * @param timeout longest wait for one answer
     * @param tenant the tenant its signals belong to
     */
    @VariantName("anthropic-usage")
    record AnthropicUsage(
            @Setting(ADMIN_KEY) Secret adminKey,
            @Setting(value = BASE_URI, fallback = ANTHROPIC) URI baseUri,

            @Setting(value = "Days that are read again each time, today included: 1 to 31.", fallback = "2")
            int days,

            @Setting(value = INTERVAL, fallback = "15m") Duration interval,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout,

            @Setting(TENANT) Optional<String> tenant)
            implements PollerSettings {

        /** @throws InvalidSetting if a value is out of range */
        public AnthropicUsage {
            check(baseUri, "base-uri", interval, timeout);
            checkReport(adminKey, days);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.usage(this);
        }
    }

    /**
     * The cost report of Anthropic's Admin API.
     *
     * @param adminKey key of the Admin API
     * @param baseUri address of the API
     * @param days how many days are read again
     * @param interval pause between two rounds
     * @param timeout longest wait for one answer
     * @param tenant the tenant its signals belong to
     */
    @VariantName("anthropic-cost")
    record AnthropicCost(
            @Setting(ADMIN_KEY) Secret adminKey,
            @Setting(value = BASE_URI, fallback = ANTHROPIC) URI baseUri,

            @Setting(
                    value = "Days that are read again each time, today included, because figures settle: 1 to 31.",
                    fallback = "4")
            int days,

            @Setting(value = INTERVAL, fallback = "1h") Duration interval,

            @Setting(value = TIMEOUT, fallback = TEN_SECONDS)
            Duration timeout,

            @Setting(TENANT) Optional<String> tenant)
            implements PollerSettings {

        /** @throws InvalidSetting if a value is out of range */
        public AnthropicCost {
            check(baseUri, "base-uri", interval, timeout);
            checkReport(adminKey, days);
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.cost(this);
        }
    }

    private static void check(URI address, String key, Duration interval, Duration timeout) {
        boolean own = Set.of("127.0.0.1", "localhost", "[::1]").contains(address.getHost());
        unless(
                address.getRawUserInfo() == null && address.getRawFragment() == null,
                key,
                "must have no credentials and no fragment");
        unless("https".equals(address.getScheme()) || own, key, "must be https, or http to this machine");
        unless(
                interval.compareTo(Duration.ofSeconds(10)) >= 0 && interval.compareTo(Duration.ofDays(1)) <= 0,
                "interval",
                "must lie in 10s..1d, was " + interval.toSeconds() + "s");
        unless(
                timeout.toMillis() > 0 && timeout.compareTo(Duration.ofMinutes(1)) <= 0,
                "timeout",
                "must be above zero and at most 1m, was " + timeout.toMillis() + "ms");
    }

    private static void checkReport(Secret adminKey, int days) {
        unless(adminKey.reveal().matches("[\\x21-\\x7e]+"), "admin-key", "must be printable ASCII without white space");
        unless(
                days >= 1 && days <= ReportQuestion.MOST_DAYS,
                "days",
                "must lie in 1.." + ReportQuestion.MOST_DAYS + ", was " + days);
    }

    /**
     * One function per kind of poller.
     *
     * @param <T> what each answers
     */
    interface Cases<T> {
        T statuspage(Statuspage settings);

        T usage(AnthropicUsage settings);

        T cost(AnthropicCost settings);
    }
}
