package org.retzef.local.demo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.sql.Connection;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.local.kafka.BrokerProcess;
import org.retzef.local.settings.Port;
import org.retzef.local.settings.Secrets;
import org.retzef.local.settings.Settings;

/**
 * The made-up year is entered by HTTP at the services' doors: its code can reach no database, no
 * topic, no other program and no password, and asks for nothing but the API.
 */
class DemoGoesThroughTheDoorsTest {

  /**
   * Of the JDK what counts, keeps files and speaks HTTP; of ours what tells where the doors are.
   */
  private static final DescribedPredicate<JavaClass> ALLOWED =
      resideInAnyPackage(
              "java.lang",
              "java.util..",
              "java.time..",
              "java.io",
              "java.nio.file..",
              "java.net.http",
              "org.jspecify.annotations",
              "org.retzef.local.demo")
          .or(belongToAnyOf(URI.class, Settings.class, Port.class))
          .and(
              DescribedPredicate.not(
                  belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class)));

  private static final ArchRule BY_HTTP = classes().should().onlyDependOnClassesThat(ALLOWED);

  /** Where every address is a door's and begins with {@code /api/v1}. */
  private static final ArchRule IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Calls.class)
          .should()
          .dependOnClassesThat(belongToAnyOf(HttpClient.class, URI.class));

  private static final ArchRule AT_SERVICES =
      noClasses()
          .should()
          .accessField(Port.class, "POSTGRES")
          .orShould()
          .accessField(Port.class, "KAFKA")
          .orShould()
          .accessField(Port.class, "PARTNERS");

  @Test
  void entersByHttpAndInNoOtherWay() {
    JavaClasses demo =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.retzef.local.demo");
    assertThat(demo.contain(DemoYear.class)).isTrue();
    BY_HTTP.check(demo);
    IN_ONE_PLACE.check(demo);
    AT_SERVICES.check(demo);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ADatabase.class,
        ATopic.class,
        AWire.class,
        AChannel.class,
        AProgram.class,
        TheBroker.class,
        APassword.class
      })
  void catchesAnyOtherWay(Class<?> planted) {
    assertThat(BY_HTTP.evaluate(read(planted)).hasViolation()).isTrue();
  }

  @Test
  void catchesAnotherAddressAndAnotherDoor() {
    assertThat(IN_ONE_PLACE.evaluate(read(AnAddress.class)).hasViolation()).isTrue();
    assertThat(AT_SERVICES.evaluate(read(AnotherDoor.class)).hasViolation()).isTrue();
  }

  private static JavaClasses read(Class<?> planted) {
    return new ClassFileImporter().importClasses(planted);
  }

  private record ADatabase(Connection connection) {}

  private record ATopic(Producer<String, String> producer) {}

  private record AWire(Socket socket) {}

  private record AChannel(SocketChannel channel) {}

  private record AProgram(ProcessBuilder psql) {}

  private record TheBroker(BrokerProcess broker) {}

  private record APassword(Secrets secrets) {}

  private record AnAddress(URI address) {}

  private record AnotherDoor(Settings settings) {
    int port() {
      return settings.port(Port.POSTGRES);
    }
  }
}
