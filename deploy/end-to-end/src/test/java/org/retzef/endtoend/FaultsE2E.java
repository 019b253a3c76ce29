package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.retzef.endtoend.Story.Headline;

/** The story ends the same, whatever breaks in the middle of it. */
class FaultsE2E {

  private static final Duration TAKEOVER = Duration.ofMinutes(2);

  private final Platform platform = Platform.running();

  @Test
  void survivesTheEndOfBasketServiceAndOfTheBroker() {
    Headline before = Headline.of(platform);
    Story story = new Story(platform, "501234561").registersAFamilyWithTwoChildren().enrolsIt();
    platform.kill("basket-service");
    platform.up();
    story.itsBasketOpensByItself().requestsARefrigeratorThatOnlyTheHeadMayApprove();
    platform.killBroker();
    story.aVoucherIsIssuedSignedAndDelivered();
    String link = story.theSmsCentreReceivesALinkInArabic();
    platform.kill("basket-service");
    platform.up();
    answerYes(link);
    story.thePaymentIsReleased();
    assertThat(story.messages()).as("asked once").hasSize(1);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> Headline.of(platform),
            new Headline(before.activeFamilies() + 1, before.confirmedReceipts() + 1)::equals);
    String request = story.aggregates().get(2);
    assertThat(
            EventsSeen.untilTold(platform, "payment.recorded.v1", request).types(request).stream()
                .distinct())
        .containsExactly(
            "request.submitted.v1",
            "request.decided.v1",
            "voucher.issued.v1",
            "voucher.signed.v1",
            "delivery.confirmed.v1",
            "receipt.asked.v1",
            "receipt.answered.v1",
            "payment.recorded.v1");
  }

  @Test
  void aSecondCopyTakesOverTheNewsOfAFrozenOne() throws IOException {
    Story story = new Story(platform, "501234562").registersAFamilyWithTwoChildren();
    ProcessHandle frozen = platform.process("family-service");
    Process second = secondCopyOf(frozen);
    try {
      String copy = "http://localhost:" + platform.port("SPARE");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Platform.answers(copy + "/actuator/health/readiness"));
      EventsSeen.untilTold(platform, "family.registered.v1", story.familyId()); // and all before
      signal("STOP", frozen);
      Instant frozenAt = Instant.now();
      new Caller(platform, "worker", copy)
          .post(
              "/api/v1/families/" + story.familyId() + "/enrolments",
              "{\"track\": \"MAPA\", \"startDate\": \"%s\"}".formatted(Platform.today()))
          .expect(201);
      EventsSeen seen = EventsSeen.untilTold(platform, "family.enrolled.v1", story.familyId());
      assertThat(seen.toldAt("family.enrolled.v1", story.familyId()))
          .isBefore(frozenAt.plus(TAKEOVER));
    } finally {
      signal("CONT", frozen);
      second.destroy();
      second.onExit().join();
    }
    assertThat(
            EventsSeen.untilTold(platform, "family.enrolled.v1", story.familyId())
                .types(story.familyId())
                .stream()
                .distinct())
        .containsExactly("family.registered.v1", "family.enrolled.v1");
  }

  @Test
  void keepsAllDataWhenEverythingIsKilledAtOnce() {
    Headline before = Headline.of(platform);
    Story story = new Story(platform, "501234563").registersAFamilyWithTwoChildren();
    platform.killEverything();
    platform.up();
    assertThat(
            new Caller(platform, "worker")
                .get("/api/v1/families/" + story.familyId())
                .expect(200)
                .body()
                .get("members")
                .get(0)
                .get("givenName")
                .asString())
        .isEqualTo(Story.MOTHER);
    story.enrolsIt().itsBasketOpensByItself();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> Headline.of(platform),
            new Headline(before.activeFamilies() + 1, before.confirmedReceipts())::equals);
  }

  private void answerYes(String link) {
    Caller.answerReceipt(link, "YES").expect(200);
  }

  /** The same program with the same settings, on a port of its own. */
  private Process secondCopyOf(ProcessHandle original) throws IOException {
    Path proc = Path.of("/proc", Long.toString(original.pid()));
    List<String> command = new ArrayList<>(nulSeparated(proc.resolve("cmdline")));
    command.removeIf(word -> word.startsWith("-XX:AOTCacheOutput"));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File("target/second-copy.log"));
    builder.environment().clear();
    for (String variable : nulSeparated(proc.resolve("environ"))) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    builder.environment().put("SERVER_PORT", platform.port("SPARE"));
    return builder.start();
  }

  private static List<String> nulSeparated(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split("\0"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
  }
}
