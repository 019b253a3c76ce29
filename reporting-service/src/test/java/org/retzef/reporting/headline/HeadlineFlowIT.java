package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.WholeCountry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** All tests share one database: each looks at what it adds. */
@RetzefIT
@WholeCountry
class HeadlineFlowIT {

  private static final ZoneId JERUSALEM = ZoneId.of("Asia/Jerusalem");
  private static final LocalDate TODAY = LocalDate.now(JERUSALEM);
  private static final String NOSHMIM = "active_families_noshmim";
  private static final String MAPA = "active_families_mapa";

  private final Told told;
  private final Feed feed;
  private final HeadlineReader headline;
  private final UUID family = UUID.randomUUID();

  HeadlineFlowIT(@Autowired ApplicationContext service) {
    told = new Told(service);
    feed = told.feed();
    headline = told.headline();
  }

  @AfterEach
  void endWithTheProof() {
    told.close();
  }

  @Test
  void countsOneMoreFamilyThatIsEnrolled() {
    long before = headline.value(NOSHMIM, TODAY);
    feed.tell(feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", TODAY));
    headline.awaitValue(NOSHMIM, TODAY, before + 1);
  }

  @Test
  void countsAFamilyUntilItsLastDayAndThenAsAGraduate() {
    UUID enrolment = UUID.randomUUID();
    LocalDate last = TODAY.minusDays(10);
    long active = headline.value(NOSHMIM, last);
    long graduated = headline.value("graduated_families_noshmim", TODAY);
    feed.tell(
        feed.enrolled(family, enrolment, "NOSHMIM", last.minusYears(2)),
        feed.ended(family, enrolment, "NOSHMIM", "GRADUATED", last));
    headline.awaitValue("graduated_families_noshmim", TODAY, graduated + 1);
    assertThat(headline.value(NOSHMIM, last)).isEqualTo(active + 1);
    assertThat(headline.value(NOSHMIM, last.plusDays(1)))
        .isEqualTo(headline.value(NOSHMIM, last) - 1);
    assertThat(headline.value("graduated_families_noshmim", last))
        .isEqualTo(headline.value("graduated_families_noshmim", last.plusDays(1)) - 1);
  }

  @Test
  void countsNoGraduateWhereAFamilyLeft() {
    UUID enrolment = UUID.randomUUID();
    long graduated = headline.value("graduated_families_noshmim", TODAY);
    long active = headline.value(NOSHMIM, LocalDate.of(2015, 5, 5));
    feed.tell(
        feed.enrolled(family, enrolment, "NOSHMIM", LocalDate.of(2015, 5, 5)),
        feed.ended(family, enrolment, "NOSHMIM", "LEFT", LocalDate.of(2015, 5, 6)));
    headline.awaitValue(NOSHMIM, LocalDate.of(2015, 5, 5), active + 1);
    told.awaitTakenIn();
    assertThat(headline.value("graduated_families_noshmim", TODAY)).isEqualTo(graduated);
    assertThat(headline.value(NOSHMIM, LocalDate.of(2015, 5, 7))).isEqualTo(active);
  }

  @Test
  void countsAFamilyOnceThatIsInTwoTracksOfOneProgramme() {
    UUID first = UUID.randomUUID();
    LocalDate day = LocalDate.of(2014, 3, 1);
    feed.tell(
        feed.enrolled(family, first, "NOSHMIM", day),
        feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", day.plusDays(5)),
        feed.ended(family, first, "NOSHMIM", "LEFT", day.plusDays(20)));
    told.awaitTakenIn();
    long before = headline.value(NOSHMIM, day.minusDays(1));
    for (int offset : new int[] {0, 5, 10, 20, 21, 40}) {
      assertThat(headline.value(NOSHMIM, day.plusDays(offset))).isEqualTo(before + 1);
    }
  }

  @Test
  void keepsAPlannedEnrolmentForItsFirstDay() {
    LocalDate coming = TODAY.plusMonths(1).withDayOfMonth(17); // of a month's first, no day before
    long before = headline.value(NOSHMIM, TODAY);
    feed.tell(feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", coming));
    told.awaitTakenIn();
    assertThat(headline.value(NOSHMIM, TODAY)).isEqualTo(before);
    assertThat(stepsOn(coming)).isEqualTo(1);
  }

  @Test
  void measuresAgainstTheVersionInForceOnTheDay() {
    LocalDate day = LocalDate.of(2012, 6, 1);
    UUID enrolment = UUID.randomUUID();
    feed.tell(
        feed.enrolled(family, enrolment, "NOSHMIM", day),
        feed.ended(family, enrolment, "NOSHMIM", "LEFT", LocalDate.of(2013, 1, 31)));
    told.awaitTakenIn();
    JsonNode without = share(day);
    assertThat(without.get("value").isNull()).isTrue();
    assertThat(without.get("numerator").asLong()).isEqualTo(1);
    assertThat(without.get("denominator").isNull()).isTrue();
    assertThat(without.get("note").asString()).isEqualTo("no-denominator");

    feed.tell(
        feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "2012", 3, 1),
        feed.planned("NOSHMIM", "NOSHMIM_SOLDIERS", "2012", 1, 1),
        feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "IL", "2012", 9, 2, "2012-07-01"),
        feed.planned("NOSHMIM", "NOSHMIM_ROUTINE", "IL.SOUTH", "2012", 77, 3, "2012-01-02"));
    await().untilAsserted(() -> assertThat(plansOf2012()).isEqualTo(4));
    JsonNode with = share(day);
    assertThat(with.get("value").asLong()).isEqualTo(25);
    assertThat(with.get("denominator").asLong()).isEqualTo(4);
    assertThat(with.get("planVersion").asInt()).isEqualTo(1);
    assertThat(with.get("planPublishedOn").asString()).isEqualTo("2012-01-01");
    JsonNode later = share(LocalDate.of(2012, 7, 1));
    assertThat(later.get("value").asLong()).isEqualTo(10);
    assertThat(later.get("planVersion").asInt()).isEqualTo(2);
    assertThat(share(LocalDate.of(2013, 1, 1)).get("value").isNull()).isTrue();
  }

  @Test
  void countsAnAuthorityOnceWithAllItsCentres() {
    String authority = "IL.SOUTH.A" + family.toString().substring(0, 8).toUpperCase();
    long centres = headline.value("otzma_centres", TODAY);
    long localities = headline.value("localities", TODAY);
    Instant opening = TODAY.atStartOfDay(JERUSALEM).toInstant();
    feed.tell(
        Feed.at(opening, feed.unit(authority, "AUTHORITY")),
        Feed.at(opening, feed.unit(authority + ".D1", "DEPARTMENT")),
        Feed.at(opening, feed.unit(authority + ".D1.C1", "OTZMA_CENTRE")),
        Feed.at(opening, feed.unit(authority + ".D1.C2", "OTZMA_CENTRE")),
        Feed.at(opening, feed.unit(authority + ".D2.C1", "OTZMA_CENTRE")),
        Feed.at(opening, feed.unit(authority + ".D1.C1", "OTZMA_CENTRE")));
    headline.awaitValue("otzma_centres", TODAY, centres + 3);
    headline.awaitValue("localities", TODAY, localities + 1);
    assertThat(headline.item("otzma_centres", LocalDate.of(1905, 1, 1)).get("note").asString())
        .isEqualTo("no-record");
  }

  @Test
  void countsAMessageWhenItIsSentAndAReceiptWhenItIsConfirmed() {
    long sent = headline.value("receipt_sms_sent", TODAY);
    long confirmed = headline.value("receipts_confirmed", TODAY);
    for (String answer : List.of("YES", "PARTIAL", "NO")) {
      UUID request = UUID.randomUUID();
      UUID receipt = UUID.randomUUID();
      feed.tell(
          feed.asked(request, receipt, TODAY.minusDays(2)),
          feed.answered(request, receipt, answer, TODAY));
    }
    headline.awaitValue("receipt_sms_sent", TODAY, sent + 3);
    headline.awaitValue("receipts_confirmed", TODAY, confirmed + 1);
    assertThat(headline.value("receipt_sms_sent", TODAY.minusDays(2))).isEqualTo(sent + 3);
    assertThat(headline.value("receipts_confirmed", TODAY.minusDays(1))).isEqualTo(confirmed);
  }

  @Test
  void countsACentreFromItsDayInJerusalem() {
    String centre = "IL.JERUSALEM.A" + family.toString().substring(0, 8).toUpperCase() + ".D1.C1";
    Instant lateInTheEvening = Instant.parse("2016-03-31T22:30:00Z");
    feed.tell(Feed.at(lateInTheEvening, feed.unit(centre, "OTZMA_CENTRE")));
    headline.awaitValue("otzma_centres", LocalDate.of(2016, 4, 1), 1);
    assertThat(headline.item("otzma_centres", LocalDate.of(2016, 3, 31)).get("value").isNull())
        .isTrue();
  }

  @Test
  void takesAnEventForWhatItKnowsThoughItHasMoreFields() {
    long before = headline.value(NOSHMIM, TODAY);
    TestEvent event = feed.enrolled(family, UUID.randomUUID(), "NOSHMIM", TODAY);
    String json = event.json().replaceFirst("\\{", "{\"colour\": {\"red\": [1]}, ");
    feed.tell(TestEvent.of(event.type(), event.subject(), event.sequence(), json));
    headline.awaitValue(NOSHMIM, TODAY, before + 1);
  }

  private long plansOf2012() {
    return told.number("seat_plan where first_day = '2012-01-01'");
  }

  private long stepsOn(LocalDate day) {
    return told.number(
        """
        figure_month join figure_cell on id = cell
         where unit = 'IL' and dimension = '' and measure = '%s' and month = '%s'
           and totals[%3$d] is distinct from totals[%3$d - 1]
        """
            .formatted(NOSHMIM, day.withDayOfMonth(1), day.getDayOfMonth()));
  }

  private JsonNode share(LocalDate day) {
    return headline.item("active_families_noshmim_share_of_plan", day);
  }
}
