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
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestEvent;
import org.retzef.reporting.Feed;
import org.retzef.reporting.HeadlineReader;
import org.retzef.reporting.WholeCountry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The figures of every day beside a count that knows nothing of steps. */
@RetzefIT
@WholeCountry
class NaiveRecountIT {

  private static final String MAPA = "active_families_mapa";

  private final Told told;
  private final Feed feed;
  private final HeadlineReader headline;

  NaiveRecountIT(@Autowired ApplicationContext service) {
    told = new Told(service);
    feed = told.feed();
    headline = told.headline();
  }

  @AfterEach
  void endWithTheProof() {
    told.close();
  }

  /** A model fills in a calendar; the events come thrice and in any order at all. */
  @Test
  void agreesWithANaiveRecountOnAnyDay() {
    var random = new Random(20200918);
    List<Enrolment> model = new ArrayList<>();
    List<TestEvent> events = new ArrayList<>();
    for (int families = 0; families < 40; families++) {
      UUID one = UUID.randomUUID();
      for (int times = random.nextInt(4); times >= 0; times--) {
        Enrolment enrolment = Enrolment.any(one, random);
        model.add(enrolment);
        events.add(feed.enrolled(one, enrolment.id, "MAPA", enrolment.first));
        if (enrolment.last != null) {
          String how = random.nextBoolean() ? "GRADUATED" : "LEFT";
          events.add(feed.ended(one, enrolment.id, "MAPA", how, enrolment.last));
        }
      }
    }
    List<TestEvent> shuffled = new ArrayList<>(events);
    shuffled.addAll(events);
    shuffled.addAll(events);
    Collections.shuffle(shuffled, random);
    feed.tell(shuffled);
    told.awaitTakenIn();
    for (int i = 0; i < 60; i++) {
      LocalDate day = Enrolment.START.plusDays(random.nextInt(3000));
      assertThat(headline.value(MAPA, day)).as("%s", day).isEqualTo(recount(model, day));
    }
  }

  private static long recount(List<Enrolment> model, LocalDate day) {
    return model.stream().filter(one -> one.covers(day)).map(Enrolment::family).distinct().count();
  }

  private record Enrolment(UUID family, UUID id, LocalDate first, LocalDate last) {

    static final LocalDate START = LocalDate.of(2017, 1, 1);

    static Enrolment any(UUID family, Random random) {
      LocalDate first = START.plusDays(random.nextInt(2500));
      LocalDate last = random.nextInt(3) == 0 ? null : first.plusDays(random.nextInt(700));
      return new Enrolment(family, UUID.randomUUID(), first, last);
    }

    boolean covers(LocalDate day) {
      return !day.isBefore(first) && (last == null || !day.isAfter(last));
    }
  }
}
