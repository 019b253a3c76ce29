package org.retzef.rights.eligibility.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What people argue about is plain Java: no framework, no stream of events, no database. */
class RulesArePureTest {

  private static final ArchRule PURE =
      ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage("..rules..")
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "reactor..", "io.r2dbc..", "org.retzef.platform..");

  @Test
  void namesNoFramework() {
    JavaClasses rules =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.retzef.rights.eligibility.rules");
    assertThat(rules).hasSizeGreaterThan(15);
    PURE.check(rules);
  }

  @Test
  void catchesAPlantedViolation() {
    JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);
    assertThat(PURE.evaluate(planted).hasViolation()).isTrue();
  }

  static final class Planted {
    Mono<Outcome> later() {
      return Mono.just(Outcome.ELIGIBLE);
    }
  }
}
