package org.retzef.rights.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.retzef.rights.eligibility.rules.Answer;

/**
 * Who most often goes without what is theirs, by the known factors of non-take-up [S3]: old age,
 * living alone, migrants or an ethnic minority, extreme poverty, unstable housing. One point each.
 */
enum Priority {
  OLD_AGE(false) {
    @Override
    boolean isIn(Answer answer) {
      return answer.fact().equals("person.reachedRetirementAge") && isTrue(answer)
          || answer.fact().equals("person.age") && number(answer) >= 67;
    }
  },
  LIVING_ALONE(false) {
    @Override
    boolean isIn(Answer answer) {
      return answer.fact().equals("household.size") && number(answer) == 1;
    }
  },
  /** Origin stands in no list: this one is counted and not named. */
  MIGRANT_OR_MINORITY(true) {
    @Override
    boolean isIn(Answer answer) {
      return answer.fact().equals("person.isNewImmigrant") && isTrue(answer)
          || answer.fact().equals("person.populationGroup") && !answer.value().equals("OTHER");
    }
  },
  EXTREME_POVERTY(false) {
    @Override
    boolean isIn(Answer answer) {
      return isTrue(answer)
          && Set.of("household.livesOnSubsistenceBenefit", "household.foodInsecure")
              .contains(answer.fact());
    }
  },
  UNSTABLE_HOUSING(false) {
    @Override
    boolean isIn(Answer answer) {
      return answer.fact().equals("household.dwellingTenure")
          && Set.of("SHELTER", "NONE", "WITH_FAMILY").contains(String.valueOf(answer.value()));
    }
  };

  private final boolean undisclosed;

  Priority(boolean undisclosed) {
    this.undisclosed = undisclosed;
  }

  abstract boolean isIn(Answer answer);

  boolean isUndisclosed() {
    return undisclosed;
  }

  static List<Priority> of(List<Answer> facts) {
    List<Priority> factors = new ArrayList<>();
    for (Priority factor : values()) {
      if (facts.stream().anyMatch(factor::isIn)) {
        factors.add(factor);
      }
    }
    return factors;
  }

  private static boolean isTrue(Answer answer) {
    return Boolean.TRUE.equals(answer.value());
  }

  private static double number(Answer answer) {
    return answer.value() instanceof Number number ? number.doubleValue() : -1;
  }
}
