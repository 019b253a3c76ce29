package org.retzef.reporting.sharing.stream;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.pseudonym.Pseudonyms;
import org.springframework.stereotype.Component;

/** The agreements as the stream applies them, a few seconds behind the database. */
@Component
class AgreementBook {

  private final Clock clock;
  private volatile Map<String, Entry> entries = Map.of();
  private Page page = new Page(Long.MIN_VALUE, LocalDate.MIN, Map.of());

  AgreementBook(Clock clock) {
    this.clock = clock;
  }

  /**
   * An agreement.
   *
   * @param pseudonyms null while its keys do not open: nothing is told of it, and what stands is
   *     withdrawn
   */
  record Entry(SharingAgreement agreement, @Nullable Pseudonyms pseudonyms) {

    /** Changes when every family has to be looked at anew, as when k came to be told with it. */
    String stand(LocalDate today) {
      String stand = agreement.version() + "@" + today + " k=" + agreement.terms().k();
      return pseudonyms == null ? stand + " closed" : stand;
    }

    boolean tellsFormer(LocalDate today) {
      LocalDate until = agreement.formerPseudonymsUntil();
      return until != null && !today.isAfter(until);
    }
  }

  /**
   * What is decided by in a round.
   *
   * @param round when it began, in milliseconds since 1970
   */
  record Page(long round, LocalDate today, Map<String, Entry> entries) {}

  /** The same for all who decide in the round, whatever changes between one and the next. */
  synchronized Page page(long round) {
    if (page.round() < round) {
      page = new Page(round, LocalDate.now(clock), entries);
    }
    return page;
  }

  void replace(Map<String, Entry> newest) {
    entries = Map.copyOf(newest);
  }
}
