package org.retzef.rights.debt;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.rights.money.Money;

/**
 * A debt of a family.
 *
 * @param abusive whether its terms are unlawful
 * @param greyMarket whether it was lent outside the law
 * @param youth whether a young person of the family owes it
 * @param youthStage how far the responses to debts of the young have come [S4]
 * @param outcome what came of it; null while it is open
 * @param settled what is still to be paid by the settlement
 */
record Debt(
    UUID id,
    UUID familyId,
    CreditorKind creditorKind,
    Money amount,
    boolean abusive,
    boolean greyMarket,
    boolean youth,
    @Nullable YouthStage youthStage,
    Enforcement enforcement,
    LocalDate since,
    @Nullable Outcome outcome,
    @Nullable Money settled,
    @Nullable LocalDate settledOn,
    long version) {

  enum CreditorKind {
    BANK,
    CREDIT_CARD_COMPANY,
    NON_BANK_LENDER,
    GREY_MARKET_LENDER,
    MUNICIPALITY,
    UTILITY,
    LANDLORD,
    STATE,
    PRIVATE_PERSON,
    OTHER
  }

  enum Enforcement {
    NONE,
    DEMAND_LETTER,
    ENFORCEMENT_FILE,
    SEIZURE,
    FILES_CONSOLIDATED,
    INSOLVENCY_PROCEEDINGS
  }

  enum Outcome {
    PAID,
    SETTLED,
    INSTALMENTS,
    FORGIVEN,
    DISCHARGED
  }

  enum YouthStage {
    REVIEW,
    RESPONSE
  }
}
