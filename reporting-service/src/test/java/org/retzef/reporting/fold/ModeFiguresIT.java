package org.retzef.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** Work of routine and work of an emergency are told apart (mission, section 3, item 8). */
@RetzefIT
class ModeFiguresIT {

  private static final String CONTACTS = "/api/v1/indicators/contacts_logged";
  private static final String REQUESTS = "/api/v1/indicators/requests_submitted";
  private static final String BY_MODE = "?by=mode&";
  private static final String IN_FEBRUARY = BY_MODE + "from=2019-02-01&";

  @RegisterExtension final OwnDistrict district = new OwnDistrict();
  @Autowired private Editions editions;

  @Test
  void leavesTheRoutineSeriesAsItWasWhenAnEmergencyIsOnAndOver() {
    contact("2019-01-10", "ROUTINE");
    contact("2019-02-03", "ROUTINE");
    district.awaitItems(CONTACTS + BY_MODE, "ROUTINE 2");
    assertThat(district.items(CONTACTS + IN_FEBRUARY)).containsExactly("ROUTINE 1");

    UUID overlay = UUID.randomUUID();
    emergency(overlay, "null");
    contact("2019-02-10", "EMERGENCY");
    contact("2019-02-11", "EMERGENCY");
    contact("2019-02-12", "EMERGENCY");
    district.awaitItems(CONTACTS + BY_MODE, "EMERGENCY 3", "ROUTINE 2");
    assertThat(district.items(CONTACTS + IN_FEBRUARY)).containsExactly("EMERGENCY 3", "ROUTINE 1");
    district.awaitTotal(CONTACTS, 5);

    emergency(overlay, "\"2019-02-20\"");
    contact("2019-03-01", "ROUTINE");
    district.awaitItems(CONTACTS + BY_MODE, "EMERGENCY 3", "ROUTINE 3");
    assertThat(district.items(CONTACTS + IN_FEBRUARY)).containsExactly("EMERGENCY 3", "ROUTINE 2");
    district.awaitTotal(CONTACTS, 6);
  }

  /** Whatever it says when it is submitted again. */
  @Test
  void aRequestIsOfTheModeInWhichItWasAskedForFirst() {
    UUID first = UUID.randomUUID();
    request(first, "2019-02-10", "\"EMERGENCY\"");
    request(first, "2019-03-01", "null");
    request(UUID.randomUUID(), "2019-03-02", "\"ROUTINE\"");
    district.awaitItems(REQUESTS + BY_MODE, "EMERGENCY 1", "ROUTINE 1");
    district.awaitTotal(REQUESTS, 2);
  }

  @Test
  void whatSaysNothingOfEmergenciesIsInNeitherModeAndAReplayGivesTheSame() {
    contact("2019-02-03", "ROUTINE");
    contact("2019-02-10", "EMERGENCY");
    olderContact("2019-02-11");
    request(UUID.randomUUID(), "2019-02-10", "\"EMERGENCY\"");
    district.awaitTotal(CONTACTS, 3);
    district.awaitItems(CONTACTS + BY_MODE, "EMERGENCY 1", "ROUTINE 1");
    district.awaitItems(REQUESTS + BY_MODE, "EMERGENCY 1");

    int live = live();
    new FoldRebuild(editions).run(new DefaultApplicationArguments());
    await().atMost(Duration.ofSeconds(120)).until(() -> live() > live);
    assertThat(district.items(CONTACTS + BY_MODE)).containsExactly("EMERGENCY 1", "ROUTINE 1");
    assertThat(district.items(REQUESTS + BY_MODE)).containsExactly("EMERGENCY 1");
    district.awaitTotal(CONTACTS, 3);
  }

  private void contact(String day, String mode) {
    tellContact(day, ", \"mode\": \"" + mode + "\"");
  }

  private void olderContact(String day) {
    tellContact(day, "");
  }

  private void tellContact(String day, String mode) {
    district.tell(
        "contact.logged",
        UUID.randomUUID(),
        """
        {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "kind": "CALL",
         "direction": "BY_WORKER", "happenedOn": "%s", "durationMinutes": null, "domains": [],
         "corrects": null%s}
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID(), district, day, mode));
  }

  private void request(UUID request, String day, String mode) {
    String json =
        """
        {"requestId": "%s", "basketId": "%s", "familyId": "%s", "unit": "%s.A1.D1",
         "categories": ["FOOD"], "amount": "100.00", "mode": %s}
        """
            .formatted(request, UUID.randomUUID(), UUID.randomUUID(), district, mode);
    Feed feed = district.feed();
    feed.tell(
        Feed.at(
            LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC),
            feed.next("org.retzef.request.submitted.v1", request.toString(), json)));
  }

  private void emergency(UUID overlay, String to) {
    district.tell(
        "emergency-overlay.changed",
        overlay,
        """
        {"overlayId": "%s", "unit": "%s", "form": "EMERGENCY_2020", "from": "2019-02-05",
         "to": %s}
        """
            .formatted(overlay, district, to));
  }

  private int live() {
    return Objects.requireNonNull(editions.state().block()).live();
  }
}
