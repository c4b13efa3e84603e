// SPDX-License-Identifier: Apache-2.0
package io.tocsin.bench.month;

import java.util.List;

/** The company: six features of six teams behind three gateways, about 17,000 calls a working day. */
final class Company {
    static final String HAIKU = "claude-haiku-4-5";
    static final String SONNET = "claude-sonnet-4-6";
    static final String OPUS = "claude-opus-5";
    static final String PROVIDER = "anthropic";
    static final String WORKSPACE = "prod";

    static final Feature SUPPORT = new Feature(
            "support-chat",
            "support",
            "gateway-eu",
            HAIKU,
            Shape.CUSTOMERS,
            Shape.EUROPE,
            110,
            4,
            0.6,
            1.2,
            300,
            35,
            0.3,
            1_500,
            "eu-west-1",
            "");
    static final Feature SEARCH = new Feature(
            "search-ui",
            "search",
            "gateway-eu",
            HAIKU,
            Shape.OFFICE,
            Shape.EUROPE,
            330,
            1.3,
            0.4,
            1,
            100,
            20,
            0.2,
            400,
            "eu-west-1",
            "");
    static final Feature CODE = new Feature(
            "code-assistant",
            "platform",
            "gateway-us",
            OPUS,
            Shape.OFFICE,
            Shape.AMERICA,
            34,
            11,
            0.7,
            1.6,
            900,
            25,
            0,
            60,
            "us-east-1",
            "");
    static final Feature LEGAL = new Feature(
            "contract-review",
            "legal",
            "gateway-eu",
            SONNET,
            Shape.OFFICE,
            Shape.EUROPE,
            8,
            7,
            0.5,
            3,
            600,
            60,
            0.2,
            20,
            "eu-west-1",
            "confidential");
    static final Feature SALES = new Feature(
            "sales-mail",
            "sales",
            "sales-app",
            HAIKU,
            Shape.OFFICE,
            Shape.AMERICA,
            55,
            2,
            0.5,
            0.8,
            200,
            40,
            0.3,
            90,
            "us-east-1",
            "");
    static final Feature REPORTS = new Feature(
            "report-batch",
            "finance",
            "batch-runner",
            SONNET,
            Shape.NIGHTLY,
            Shape.EUROPE,
            700,
            1,
            0.1,
            2,
            0,
            5,
            0,
            1,
            "eu-west-1",
            "internal");

    /** Starts in the third week: a few testers for two days, then everybody. */
    static final Feature LAUNCHED = new Feature(
            "meeting-notes",
            "search",
            "gateway-eu",
            SONNET,
            Shape.OFFICE,
            Shape.EUROPE,
            40,
            1.2,
            0.4,
            3,
            300,
            20,
            0.2,
            350,
            "eu-west-1",
            "");

    static final List<Feature> USUAL = List.of(SUPPORT, SEARCH, CODE, LEGAL, SALES, REPORTS);

    /** Features whose answers are scored often enough to judge by the hour. */
    static final List<Feature> SCORED = List.of(SUPPORT, SEARCH, SALES);

    /** Features that are meant to use the small model. */
    static final List<Feature> SMALL = List.of(SUPPORT, SEARCH, SALES);

    private Company() {}
}
