package org.retzef.basket.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Policies of approval in the database. */
@Repository
class ApprovalPolicies {

  /** The rows that count on a day. */
  static final String OF_TODAY =
      """
      select valid_from, tier, role, up_to
        from approval_policy
       where valid_from =
             (select max(valid_from) from approval_policy where valid_from <= :today)
      """;

  private final DatabaseClient database;

  ApprovalPolicies(DatabaseClient database) {
    this.database = database;
  }

  Flux<ApprovalPolicy> all() {
    return database
        .sql("select valid_from, tier, role, up_to from approval_policy order by valid_from, tier")
        .map(
            row ->
                new ApprovalPolicy(
                    row.get("valid_from", LocalDate.class),
                    row.get("tier", Integer.class),
                    row.get("role", String.class),
                    moneyOrNull(row.get("up_to", Long.class))))
        .all();
  }

  /** The highest tier that one of the caller's roles carries; 0 where none carries any. */
  Mono<Integer> tierOf(Caller caller, LocalDate today) {
    return database
        .sql(
            "select coalesce(max(tier), 0) as tier from ("
                + OF_TODAY
                + ") as policy where role = any(:roles::text[])")
        .bind("today", today)
        .bind("roles", caller.roles().toArray(String[]::new))
        .map(row -> row.get("tier", Integer.class))
        .one();
  }

  private static @Nullable Money moneyOrNull(@Nullable Long agorot) {
    return agorot == null ? null : new Money(agorot);
  }
}
