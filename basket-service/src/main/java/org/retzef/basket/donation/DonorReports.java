package org.retzef.basket.donation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.retzef.basket.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What donors gave and families got, added up out of the records. */
@Repository
class DonorReports {

  private final DatabaseClient database;

  DonorReports(DatabaseClient database) {
    this.database = database;
  }

  Mono<DonorReport> of(@Nullable String donor, @Nullable Integer year) {
    return lines(donor, year)
        .zipWith(families(donor, year))
        .map(counted -> new DonorReport(donor, year, counted.getT2(), counted.getT1()));
  }

  private static final String OF_DONOR_AND_YEAR =
      """
       where (:donor = '' or donor = :donor)
      """;

  private static final String AND_NOT_UNDONE =
      """
       and not exists (select from donation_distribution_reversal
                        where distribution_id = donation_distribution.id)
      """;

  private Mono<List<DonorReport.Line>> lines(@Nullable String donor, @Nullable Integer year) {
    return bind(
            """
            select donor, kind, sum(donation.quantity)::bigint as donated,
                   coalesce(sum(given.items), 0)::bigint as items,
                   coalesce(sum(given.amount), 0)::bigint as amount,
                   (select count(distinct family_id)
                      from donation_distribution
                      join donation other on other.id = donation_id
                     where other.donor = donation.donor and other.kind = donation.kind
                       and distributed_on between :from and :until
            """
                + AND_NOT_UNDONE
                + """
                   ) as families
              from donation
              left join lateral (
                select sum(quantity) as items, sum(amount) as amount
                  from (select quantity, amount, distributed_on as day
                          from donation_distribution
                         where donation_id = donation.id
                        union all
                        select -quantity, -amount, reversed_on
                          from donation_distribution
                          join donation_distribution_reversal on distribution_id = id
                         where donation_id = donation.id) movement
                 where day between :from and :until
              ) given on true
            """
                + OF_DONOR_AND_YEAR
                + " group by donor, kind order by donor, kind limit 1000",
            donor,
            year)
        .map(
            row ->
                new DonorReport.Line(
                    row.get("donor", String.class),
                    Donation.Kind.valueOf(row.get("kind", String.class)),
                    Objects.requireNonNullElse(row.get("donated", Long.class), 0L),
                    row.get("families", Long.class),
                    row.get("items", Long.class),
                    new Money(row.get("amount", Long.class))))
        .all()
        .collectList();
  }

  private Mono<Long> families(@Nullable String donor, @Nullable Integer year) {
    return bind(
            """
            select count(distinct family_id) as families
              from donation_distribution
              join donation on donation.id = donation_id
            """
                + OF_DONOR_AND_YEAR
                + " and distributed_on between :from and :until"
                + AND_NOT_UNDONE,
            donor,
            year)
        .map(row -> row.get("families", Long.class))
        .one();
  }

  private GenericExecuteSpec bind(String sql, @Nullable String donor, @Nullable Integer year) {
    return database
        .sql(sql)
        .bind("donor", Objects.requireNonNullElse(donor, ""))
        .bind("from", LocalDate.of(Objects.requireNonNullElse(year, 1900), 1, 1))
        .bind("until", LocalDate.of(Objects.requireNonNullElse(year, 9999), 12, 31));
  }
}
