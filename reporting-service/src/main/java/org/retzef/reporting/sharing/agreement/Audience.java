package org.retzef.reporting.sharing.agreement;

import static org.retzef.reporting.sharing.agreement.SharedField.HEAD_AGE;
import static org.retzef.reporting.sharing.agreement.SharedField.PLACE;
import static org.retzef.reporting.sharing.agreement.SharedField.PROGRAMME;

import java.util.Set;

/**
 * For whom an agreement's view is made: the five of the shared data infrastructure [S4]. Each sees
 * counts by what it asks about, and by no more than was agreed.
 */
public enum Audience {
  /** What there is. */
  YOUNG_PEOPLE(Set.of(PROGRAMME)),
  /** Partners of Yated that have no system of their own: where there are families. */
  PARTNERS_WITHOUT_SYSTEM(Set.of(PLACE)),
  /** What is given where. */
  SERVICE_PROVIDERS(Set.of(PLACE, PROGRAMME)),
  /** The programmes' own management, inside the ministry: from five families on. */
  MANAGEMENT(Set.of(PLACE, PROGRAMME, HEAD_AGE)),
  /** For whom there is too little. */
  POLICY_MAKERS(Set.of(PLACE, PROGRAMME, HEAD_AGE));

  private final Set<SharedField> counted;

  Audience(Set<SharedField> counted) {
    this.counted = counted;
  }

  /** Whether its counts are told apart by this field. */
  public boolean countsBy(SharedField field) {
    return counted.contains(field);
  }
}
