package org.retzef.reporting.sharing.stream;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.agreement.SharingAgreement;
import org.retzef.reporting.sharing.pseudonym.Pseudonyms;
import org.springframework.stereotype.Component;

/** The agreements as the stream applies them, a few seconds behind the database. */
@Component
class AgreementBook {

  private volatile Map<String, Entry> entries = Map.of();

  /**
   * An agreement.
   *
   * @param pseudonyms null while its keys do not open: nothing is told of it, and what stands is
   *     withdrawn
   */
  record Entry(SharingAgreement agreement, @Nullable Pseudonyms pseudonyms) {

    /** Changes when every family has to be looked at anew. */
    String stand(LocalDate today) {
      String stand = agreement.version() + "@" + today;
      return pseudonyms == null ? stand + " closed" : stand;
    }

    boolean tellsFormer(LocalDate today) {
      LocalDate until = agreement.formerPseudonymsUntil();
      return until != null && !today.isAfter(until);
    }
  }

  Map<String, Entry> entries() {
    return entries;
  }

  void replace(Map<String, Entry> newest) {
    entries = Map.copyOf(newest);
  }
}
