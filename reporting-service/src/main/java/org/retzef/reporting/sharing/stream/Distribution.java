package org.retzef.reporting.sharing.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.household.Fold;
import org.retzef.reporting.sharing.household.Household;
import org.retzef.reporting.sharing.pseudonym.Pseudonyms;

/**
 * Decides what each agreement allows to be told: of families that changed; and of all families,
 * when the agreement has changed or a day has begun, on which bands, consents and agreements may
 * have ended. What was told and may not be told any more is withdrawn. How finely it is told
 * depends on all the others ({@link KnownRows}).
 */
final class Distribution {

  private final Fold fold;
  private final KeyValueStore<String, byte[]> known;
  private final KeyValueStore<String, byte[]> told;
  private final KeyValueStore<String, byte[]> applied;

  Distribution(
      Fold fold,
      KeyValueStore<String, byte[]> known,
      KeyValueStore<String, byte[]> told,
      KeyValueStore<String, byte[]> applied) {
    this.fold = fold;
    this.known = known;
    this.told = told;
    this.applied = applied;
  }

  List<ShareRecord> records(AgreementBook.Page page, Map<String, Household> changed) {
    LocalDate today = page.today();
    List<ShareRecord> records = new ArrayList<>();
    page.entries()
        .forEach(
            (code, entry) -> {
              byte[] stand = fold.write(entry.stand(today));
              boolean asBefore = Arrays.equals(stand, applied.get(code));
              (asBefore ? changed : all())
                  .forEach((family, household) -> tell(entry, family, household, today, records));
              applied.put(code, stand);
            });
    return records;
  }

  private Map<String, Household> all() {
    Map<String, Household> all = new HashMap<>();
    try (var rows = known.all()) {
      rows.forEachRemaining(one -> all.put(one.key, fold.read(one.value, Household.class)));
    }
    return all;
  }

  private void tell(
      AgreementBook.Entry entry,
      String family,
      Household household,
      LocalDate today,
      List<ShareRecord> records) {
    String place = entry.agreement().code() + "/" + family;
    Told before = told(place);
    SharedFamily row = row(entry, family, household, today);
    Set<String> withdrawn = new HashSet<>(before.pseudonyms());
    int k = entry.agreement().terms().k();
    if (row == null) {
      told.delete(place);
    } else {
      byte[] value = fold.write(new AgreedRow(row, k, !before.coarsened()));
      List<String> pseudonyms = standing(row, before);
      withdrawn.removeAll(pseudonyms);
      if (before.fingerprint() != Arrays.hashCode(value)) {
        records.add(new ShareRecord(entry.agreement().topic(), row.pseudonym(), value));
      }
      told.put(place, fold.write(new Told(pseudonyms, Arrays.hashCode(value), true)));
    }
    byte[] none = before.coarsened() ? null : fold.write(new AgreedRow(null, k, true));
    withdrawn.forEach(
        pseudonym -> records.add(new ShareRecord(entry.agreement().topic(), pseudonym, none)));
  }

  /** A record under the former pseudonym stands until its overlap is over. */
  private static List<String> standing(SharedFamily row, Told before) {
    List<String> standing = new ArrayList<>(List.of(row.pseudonym()));
    String former = row.formerPseudonym();
    if (former != null && before.pseudonyms().contains(former)) {
      standing.add(former);
    }
    return standing;
  }

  private Told told(String place) {
    byte[] kept = told.get(place);
    return kept == null ? Told.NOTHING : fold.read(kept, Told.class);
  }

  private static @Nullable SharedFamily row(
      AgreementBook.Entry entry, String family, Household household, LocalDate today) {
    Pseudonyms pseudonyms = entry.pseudonyms();
    if (pseudonyms == null || !entry.agreement().streamsOn(today)) {
      return null;
    }
    return SharedFamily.of(
            household,
            entry.agreement().terms(),
            pseudonyms.of(family),
            entry.tellsFormer(today) ? pseudonyms.former(family).orElse(null) : null,
            today)
        .orElse(null);
  }
}
