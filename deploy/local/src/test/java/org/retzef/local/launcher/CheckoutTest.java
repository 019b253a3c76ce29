package org.retzef.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  private static final Instant BUILT = Instant.parse("2020-09-18T10:00:00Z");

  @TempDir Path root;
  private Checkout checkout;
  private Path source;
  private Path platformSource;
  private Path eventSchema;

  @BeforeEach
  void aBuiltCheckout() throws IOException {
    checkout = new Checkout(root);
    file("pom.xml");
    file("gateway/pom.xml");
    file("platform/pom.xml");
    source = file("gateway/src/main/java/Gateway.java");
    eventSchema = file("docs/events/opened.schema.json");
    file("docs/api/CHANGELOG.md");
    platformSource = file("platform/src/main/java/Outbox.java");
    touch(file("gateway/target/gateway-0.1.0-SNAPSHOT.jar"), BUILT);
  }

  @Test
  void buildsNothingThatIsNewerThanItsSources() {
    assertThat(checkout.isStale(Program.GATEWAY)).isFalse();
  }

  @Test
  void buildsWhatIsOlderThanItsOwnSources() throws IOException {
    touch(source, BUILT.plusSeconds(1));
    assertThat(checkout.isStale(Program.GATEWAY)).isTrue();
  }

  @Test
  void buildsWhatIsOlderThanThePlatformsSources() throws IOException {
    touch(platformSource, BUILT.plusSeconds(1));
    assertThat(checkout.isStale(Program.GATEWAY)).isTrue();
  }

  @Test
  void buildsTheGatewayWhenTheEventsThatItShowsHaveChanged() throws IOException {
    touch(eventSchema, BUILT.plusSeconds(1));
    assertThat(checkout.isStale(Program.GATEWAY)).isTrue();
  }

  @Test
  void buildsWhatIsMissing() throws IOException {
    Files.delete(checkout.jar(Program.GATEWAY));
    assertThat(checkout.isStale(Program.GATEWAY)).isTrue();
  }

  @Test
  void runsOnlyModulesThatHaveSomethingToRun() {
    assertThat(checkout.programs()).containsExactly(Program.GATEWAY);
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    touch(file, BUILT.minusSeconds(60));
    return file;
  }

  private static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
