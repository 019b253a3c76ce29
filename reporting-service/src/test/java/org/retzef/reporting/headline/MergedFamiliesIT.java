package org.retzef.reporting.headline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.WholeCountry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Families that are one are counted once, in whatever order that is told. */
@RetzefIT
@WholeCountry
class MergedFamiliesIT {

  private static final String NOSHMIM = "active_families_noshmim";

  private final Told told;
  private final Feed feed;
  private final HeadlineReader headline;
  private final UUID family = UUID.randomUUID();

  MergedFamiliesIT(@Autowired ApplicationContext service) {
    told = new Told(service);
    feed = told.feed();
    headline = told.headline();
  }

  @AfterEach
  void endWithTheProof() {
    told.close();
  }

  @Test
  void countsTwoFamiliesThatWereMergedAsOneUntilThatIsTakenBack() {
    UUID other = UUID.randomUUID();
    UUID merge = Ids.next();
    UUID first = UUID.randomUUID();
    UUID enrolment = UUID.randomUUID();
    LocalDate day = LocalDate.of(2009, 5, 4);
    feed.tell(
        feed.enrolled(family, first, "NOSHMIM", day),
        feed.enrolled(other, enrolment, "NOSHMIM", day.plusDays(3)));
    told.awaitTakenIn();
    long two = headline.value(NOSHMIM, day.plusDays(10));
    long graduated = headline.value("graduated_families_noshmim", day.plusDays(40));
    feed.tell(feed.merged(family, other, merge, false));
    headline.awaitValue(NOSHMIM, day.plusDays(10), two - 1);
    assertThat(headline.value(NOSHMIM, day)).isEqualTo(two - 1);
    feed.tell(feed.ended(family, enrolment, "NOSHMIM", "GRADUATED", day.plusDays(20)));
    headline.awaitValue("graduated_families_noshmim", day.plusDays(40), graduated + 1);
    assertThat(headline.value(NOSHMIM, day.plusDays(30))).isEqualTo(two - 1);
    feed.tell(feed.merged(family, other, merge, true));
    headline.awaitValue(NOSHMIM, day.plusDays(10), two);
    assertThat(headline.value(NOSHMIM, day.plusDays(30))).isEqualTo(two - 1);
    assertThat(headline.value("graduated_families_noshmim", day.plusDays(40)))
        .isEqualTo(graduated + 1);
    feed.tell(feed.ended(family, first, "NOSHMIM", "GRADUATED", day.plusDays(60)));
    headline.awaitValue(NOSHMIM, day.plusDays(61), two - 2);
    headline.awaitValue("graduated_families_noshmim", day.plusDays(61), graduated + 2);
  }

  /**
   * The survivor's events and the others' come on two threads: any order gives the same figures.
   */
  @Test
  void countsMergedFamiliesRightlyHoweverTheirEventsMeet() {
    var random = new Random(20201129);
    LocalDate day = LocalDate.of(2008, 1, 1);
    int expected = 0;
    for (int i = 0; i < 12; i++) {
      UUID first = UUID.randomUUID();
      UUID second = UUID.randomUUID();
      UUID third = UUID.randomUUID();
      UUID early = Ids.next();
      UUID late = Ids.next();
      boolean undone = i % 3 == 0;
      List<List<TestEvent>> bySubject =
          List.of(
              List.of(feed.enrolled(first, UUID.randomUUID(), "MERGING", day)),
              undone
                  ? List.of(
                      feed.enrolled(second, UUID.randomUUID(), "MERGING", day),
                      feed.merged(second, first, early, false),
                      feed.merged(second, first, early, true))
                  : List.of(
                      feed.enrolled(second, UUID.randomUUID(), "MERGING", day),
                      feed.merged(second, first, early, false)),
              List.of(
                  feed.enrolled(third, UUID.randomUUID(), "MERGING", day),
                  feed.merged(third, second, late, false)));
      List<List<TestEvent>> shuffled = new ArrayList<>(bySubject);
      Collections.shuffle(shuffled, random);
      shuffled.forEach(feed::tell);
      expected += undone ? 2 : 1;
    }
    told.awaitTakenIn();
    assertThat(
            told.number(
                "(select distinct counted from fact"
                    + " where measure = 'active_families_merging') as families"))
        .isEqualTo(expected);
  }
}
