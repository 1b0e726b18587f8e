package dev.credence.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/** Which module may see which, and where a library may be seen. */
@AnalyzeClasses(packages = "dev.credence", importOptions = DoNotIncludeTests.class)
final class LayersTest {
    private static final Pattern VAGUE =
            Pattern.compile(".*\\.(util|utils|common|helper|helpers|manager|impl)(\\..*)?");

    @ArchTest
    static final ArchRule modulesSeeOnlyWhatStandsBeforeThem = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy("dev.credence.core..")
            .layer("schemas")
            .definedBy("dev.credence.schemas..")
            .layer("storage")
            .definedBy("dev.credence.storage..")
            .layer("embedded")
            .definedBy("dev.credence.embedded..")
            .layer("ingest")
            .definedBy("dev.credence.ingest..")
            .layer("processor")
            .definedBy("dev.credence.processor..")
            .layer("query")
            .definedBy("dev.credence.query..")
            .layer("client")
            .definedBy("dev.credence.client..")
            .layer("cli")
            .definedBy("dev.credence.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("client", "cli")
            .whereLayer("processor")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("client", "cli")
            .whereLayer("embedded")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("processor", "query", "client", "cli")
            .whereLayer("schemas")
            .mayOnlyBeAccessedByLayers("ingest", "processor", "client", "cli");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.credence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyStorageSeesJdbc = noClasses()
            .that()
            .resideOutsideOfPackage("dev.credence.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule caffeineStaysInCaches = noClasses()
            .that()
            .resideOutsideOfPackage("..cache..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule theHttpLibraryStaysInHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule coreRunsOnNothing = noClasses()
            .that()
            .resideInAPackage("dev.credence.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.apache.avro..",
                    "java.sql..",
                    "io.vertx..",
                    "com.fasterxml..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule packagesAreNamedForWhatTheyAre = classes()
            .should(new ArchCondition<>("not be in a vague package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    if (VAGUE.matcher(item.getPackageName()).matches()) {
                        events.add(SimpleConditionEvent.violated(
                                item, item.getName() + " is in a package that says nothing"));
                    }
                }
            });

    @ArchTest
    static final ArchRule streamsInternalsAreSeenInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.credence.processor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");
}
