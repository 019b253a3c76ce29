package org.retzef.basket.loan;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;

/**
 * Money lent to a young person in debt.
 *
 * @param memberId of the family, whose loan it is, where it is told
 * @param owed still
 * @param schedule equal instalments a month apart; the agorot that do not divide come first
 * @param version another one after every change; tells no order
 */
record Loan(
    UUID id,
    UUID familyId,
    @Nullable UUID memberId,
    Status status,
    Money principal,
    Money owed,
    LocalDate grantedOn,
    List<Instalment> schedule,
    long version) {

  /** How it stands. */
  enum Status {
    OPEN,
    REPAID,
    WRITTEN_OFF
  }

  record Instalment(int number, LocalDate dueOn, Money amount) {}

  static List<Instalment> schedule(Money principal, int instalments, LocalDate firstDueOn) {
    long part = principal.agorot() / instalments;
    long rest = principal.agorot() % instalments;
    return IntStream.range(0, instalments)
        .mapToObj(
            i ->
                new Instalment(
                    i + 1, firstDueOn.plusMonths(i), new Money(i < rest ? part + 1 : part)))
        .toList();
  }
}
