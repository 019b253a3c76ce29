package org.retzef.local.demo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * As much is entered as the newsletter tells. That each of it becomes the figure that is read,
 * DemoYearE2E shows of a small year.
 */
class SizeTest {

  private static final Path NEWSLETTER =
      Path.of("../end-to-end/src/test/resources/newsletter-2020.csv");

  @Test
  void theWholeYearIsAsLargeAsTheNewsletterTells() throws IOException {
    Size whole = Size.from(Map.of());
    assertThat(printed())
        .contains(
            entry("active_families_noshmim", whole.noshmim()),
            entry("active_families_mapa", whole.mapa()),
            entry("graduated_families_noshmim", whole.graduates()),
            entry("otzma_centres", Size.CENTRES),
            entry("localities", Size.LOCALITIES),
            entry("otzma_service_users", whole.serviceUsers()),
            entry("receipt_sms_sent", whole.receipts()),
            entry("legal_line_enquiries", Size.ENQUIRIES),
            entry("computers_donated_families", whole.computers()),
            entry("food_parcels_donated_families", whole.parcels()),
            entry("family_questionnaires", whole.familyQuestionnaires()),
            entry("worker_questionnaires", whole.workerQuestionnaires()),
            entry("patient_rights_workshop_centres", Size.PATIENT_RIGHTS_CENTRES),
            entry("digital_literacy_authorities", Size.DIGITAL_LITERACY_AUTHORITIES),
            entry("soldiers_track_authorities", Size.SOLDIERS_AUTHORITIES),
            entry("single_parent_track_localities", Size.SINGLE_PARENT_LOCALITIES));
  }

  /** The newsletter prints them in whole percent. */
  @Test
  void sharesAreThoseOfTheNewsletterInTheWholeYearAndInTheSmallOne() throws IOException {
    for (Size size :
        new Size[] {Size.from(Map.of()), Size.from(Map.of("RETZEF_DEMO_SIZE", "small"))}) {
      assertThat(printed())
          .contains(
              entry(
                  "active_families_noshmim_share_of_plan",
                  Math.round(100f * size.noshmim() / size.noshmimSeats())),
              entry(
                  "active_families_mapa_share_of_plan",
                  Math.round(100f * size.mapa() / size.mapaSeats())));
    }
  }

  private static Map<String, Integer> printed() throws IOException {
    return Files.readAllLines(NEWSLETTER).stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(toMap(cells -> cells[0], cells -> Integer.parseInt(cells[1])));
  }
}
