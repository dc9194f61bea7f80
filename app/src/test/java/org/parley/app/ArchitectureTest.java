package org.parley.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md; each says why, and how to mend a break. */
final class ArchitectureTest {
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.parley");

    private static final String ENGINE = "org.parley.engine.";

    @Test
    void wireStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.parley.wire..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.parley.wire..", "java..", "javax..", "org.jspecify..")
                .because(
                        "wire is usable alone and needs only the JDK; move what needs more into engine")
                .check(OURS);
    }

    @Test
    void theEngineKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE + ".")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.parley.app..",
                        "org.parley.testkit..",
                        "org.parley.bench..",
                        "org.parley.store..",
                        "org.parley.fhir..",
                        "org.parley.conformance..")
                .because(
                        "arrows point wire <- engine <- app; hand the thing in through a constructor instead")
                .check(OURS);
    }

    @Test
    void conformanceReadsTheEngineAndNothingOfTheProduct() {
        noClasses()
                .that()
                .resideInAPackage("org.parley.conformance..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.parley.app..",
                        "org.parley.testkit..",
                        ENGINE + "receive..",
                        ENGINE + "deliver..",
                        ENGINE + "ledger..")
                .because(
                        "conformance judges what the journal holds, by the conditions of routes; it takes and sends nothing")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("org.parley.conformance.validate..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE + ".")
                .because("the validator is usable alone; rules and scores read the engine")
                .check(OURS);
    }

    @Test
    void theJournalKnowsNothingOfRoutesMapsAndDeliveries() {
        knowsNothingOf(
                "journal..",
                "the journal is the truth and everything else is a reader of it; give it bytes",
                "entry..",
                "plan..",
                "config..",
                "receive..",
                "route..",
                "map..",
                "ledger..",
                "deliver..");
    }

    @Test
    void theStoreKnowsOnlyTheJournalAndTheClock() {
        noClasses()
                .that()
                .resideInAPackage("org.parley.store..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "org.parley.store..",
                        ENGINE + "journal..",
                        ENGINE + "clock..",
                        "org.parley.wire.problem..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "org.jspecify..",
                        "java..")
                .because(
                        "it keeps tables for any reader; what entries mean is the matter of its fold")
                .check(OURS);
    }

    @Test
    void thePlanIsDataThatEveryoneReads() {
        knowsNothingOf(
                "plan..",
                "config makes a plan and the path reads it; put behaviour where it is used",
                "config..",
                "receive..",
                "route..",
                "map..",
                "ledger..",
                "deliver..",
                "journal..");
    }

    @Test
    void receivingAndDeliveringKnowNothingOfTheLedgerThatStepsThem() {
        knowsNothingOf(
                "receive..",
                "the path is receive, journal, route, map, deliver; the engine wires it",
                "ledger..");
        knowsNothingOf(
                "deliver..",
                "the ledger owes, the lanes send; the outbox lies between",
                "ledger..",
                "receive..");
    }

    private static void knowsNothingOf(String who, String why, String... whom) {
        String[] packages = new String[whom.length];
        for (int i = 0; i < whom.length; i++) {
            packages[i] = ENGINE + whom[i];
        }
        noClasses()
                .that()
                .resideInAPackage(ENGINE + who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because(why)
                .check(OURS);
    }

    @Test
    void routingAndMappingDoNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE + "route..", ENGINE + "map..", "org.parley.wire.hl7v2..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(net\\.(?!URI$).*|nio\\.channels\\..*|sql\\..*)")
                .because(
                        "route and map are pure, so that a replay is a proof; do input and output at the edges")
                .check(OURS);
    }

    @Test
    void oneLibraryOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENGINE + "config..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.snakeyaml..")
                .because("documents are read through org.parley.engine.config")
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ENGINE + "receive..", "org.parley.app..", "org.parley.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .because("HTTP is served by a port or a page")
                .check(OURS);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.parley.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "org.postgresql..")
                .because("tables are kept through org.parley.store, in either database")
                .check(OURS);
    }

    @Test
    void timeAndChanceComeInThroughConstructors() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.parley.wire..",
                        ENGINE + ".",
                        "org.parley.store..",
                        "org.parley.fhir..")
                .and()
                .resideOutsideOfPackage(ENGINE + "clock..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because(
                        "a whole trust must run under a seed in simulated time; take a Clock or a RandomGenerator")
                .check(OURS);
    }

    @Test
    void nothingDeserialisesObjectsOrParsesXmlByHand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.xml.parsers..", "javax.xml.stream..")
                .because(
                        "both have let attackers in elsewhere; XML will come through one hardened factory")
                .check(OURS);
    }
}
