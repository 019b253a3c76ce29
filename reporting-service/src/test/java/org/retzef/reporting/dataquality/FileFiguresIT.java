package org.retzef.reporting.dataquality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.OwnDistrict;

/** What the files of families hold. */
@RetzefIT
class FileFiguresIT {

  @RegisterExtension final OwnDistrict district = new OwnDistrict();

  @Test
  void tellsWhatFilesHoldWhereTheFamilyIs() {
    UUID family = UUID.randomUUID();
    for (UUID one : List.of(family, UUID.randomUUID())) {
      TestEvent registered =
          district
              .feed()
              .next(
                  "org.retzef.family.registered.v1",
                  one.toString(),
                  "{\"familyId\": \"%s\", \"unit\": \"%s.A1.D1\"}".formatted(one, district));
      district
          .feed()
          .tell(Feed.at(OwnDistrict.DAY.atTime(12, 0).toInstant(ZoneOffset.UTC), registered));
    }
    district.tell(
        "contact.logged",
        family,
        """
        {"familyId": "%s", "contactId": "%s", "unit": "%s.A1.D1", "kind": "CALL",
         "direction": "BY_WORKER", "happenedOn": "2019-03-09"}
        """
            .formatted(family, UUID.randomUUID(), district));
    String code = "/api/v1/indicators/files_with_contact_share";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        district
                            .get(code + "?" + district.where())
                            .get("total")
                            .get("value")
                            .asLong())
                    .isEqualTo(50));
    district.tell(
        "family.transferred",
        family,
        "{\"familyId\": \"%1$s\", \"fromUnit\": \"%2$s.A1.D1\", \"unit\": \"%2$s.A2.D1\"}"
            .formatted(family, district));
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Jerusalem"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        OwnDistrict.itemsOf(
                            district.get(code + "?by=authority&unit=" + district + "&to=" + today)))
                    .containsExactly(district + ".A1 0", district + ".A2 100"));
  }
}
