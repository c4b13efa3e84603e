// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tocsin");

    @ParameterizedTest
    @CsvSource({
        "org.drools.., io.tocsin.rulebase..",
        "org.kie.., io.tocsin.rulebase..",
        "io.vertx.., io.tocsin.server..",
        "com.hazelcast.., io.tocsin.cluster..",
        "org.sqlite.., io.tocsin.store..",
        "org.jdbi.., io.tocsin.store..",
        "org.postgresql.., io.tocsin.store..",
        "com.zaxxer.., io.tocsin.store..",
        "io.prometheus.., io.tocsin.server..",
        "picocli.., io.tocsin.app.."
    })
    void eachEngineIsSeenByOneModuleOnly(String engine, String module) {
        noClasses()
                .that()
                .resideOutsideOfPackages(module, "io.tocsin.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(engine)
                .check(CLASSES);
    }

    @Test
    void camelIsSeenByConnectorsAndRunbooksOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tocsin.model..",
                        "io.tocsin.rulebase..",
                        "io.tocsin.pipeline..",
                        "io.tocsin.store..",
                        "io.tocsin.cluster..",
                        "io.tocsin.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void theDataPathRunsOneWay() {
        noClasses()
                .that()
                .resideInAPackage("io.tocsin.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tocsin.rulebase..", "io.tocsin.pipeline..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.tocsin.rulebase..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tocsin.pipeline..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.tocsin.pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.tocsin.store..",
                        "io.tocsin.cluster..",
                        "io.tocsin.server..",
                        "io.tocsin.sources..",
                        "io.tocsin.receivers..",
                        "io.tocsin.runbooks..",
                        "io.tocsin.app..")
                .check(CLASSES);
    }

    @Test
    void packagesOfThePipelineFormNoCycle() {
        slices().matching("io.tocsin.pipeline.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theRulePathKnowsNoClockButTheLogs() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.tocsin.model..",
                        "io.tocsin.rulebase..",
                        "io.tocsin.pipeline.shard..",
                        "io.tocsin.pipeline.tenant..",
                        "io.tocsin.pipeline.window..",
                        "io.tocsin.pipeline.threshold..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }
}
