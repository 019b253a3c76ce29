package org.retzef.rights.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.retzef.rights.eligibility.rules.Answer;
import org.retzef.rights.family.KnownFamily;
import org.retzef.rights.protection.FamilyKey;

/**
 * What is known of a family before it is screened: by other services' events, and by what was ever
 * answered.
 *
 * @param emergencies the forms of the emergencies that its unit is in on the day
 * @param catalogue the stamp of all rules and amounts at this moment
 */
record FamilyFile(
    KnownFamily family,
    FamilyKey key,
    List<Given> answers,
    List<String> emergencies,
    String catalogue) {

  static final String EMERGENCIES = "household.emergencies";

  private static final Set<String> TOLD =
      Set.of(
          "household.size",
          "household.childrenUnder18",
          "household.knownToSocialServices",
          EMERGENCIES);

  /**
   * What the request says first, then what was said before and is still fresh, then what events
   * tell; of that nothing is asked, and no answer stands in its place.
   */
  List<Answer> facts(List<Answer> answered, LocalDate today) {
    List<Answer> facts = new ArrayList<>(answered);
    List<String> said = answered.stream().map(answer -> new Given(answer, today).key()).toList();
    for (Given given : answers) {
      boolean stands = given.isFreshOn(today) && !TOLD.contains(given.answer().fact());
      if (stands && !said.contains(given.key())) {
        facts.add(given.answer());
      }
    }
    facts.add(new Answer("household.size", null, family.members()));
    facts.add(new Answer("household.childrenUnder18", null, family.minors()));
    facts.add(new Answer("household.knownToSocialServices", null, true));
    facts.add(new Answer(EMERGENCIES, null, emergencies));
    return facts;
  }
}
