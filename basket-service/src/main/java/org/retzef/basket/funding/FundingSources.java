package org.retzef.basket.funding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.retzef.basket.money.Money;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.problem.InvalidInput;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sources, their shares, and what they come to. There are few. */
@Repository
class FundingSources {

  private final DatabaseClient database;

  FundingSources(DatabaseClient database) {
    this.database = database;
  }

  Flux<FundingSource> all() {
    return database
        .sql("select code, name_he from funding_source order by position")
        .map(
            row ->
                new FundingSource(row.get("code", String.class), row.get("name_he", String.class)))
        .all();
  }

  /**
   * Fails with {@link SourceExists} or {@link SourcesFull}. Two new ones at once take their places
   * one after the other.
   */
  Mono<FundingSource> add(FundingSource source) {
    return database
        .sql("lock table funding_source in share row exclusive mode")
        .then()
        .then(Mono.defer(() -> all().map(FundingSource::code).collectList()))
        .doOnNext(known -> requireNewAndAPlace(source, known))
        .flatMap(known -> insert(source, known.size() + 1))
        .thenReturn(source);
  }

  private static void requireNewAndAPlace(FundingSource source, List<String> known) {
    if (known.contains(source.code())) {
      throw new SourceExists();
    }
    if (known.size() == FundingShares.MOST_SOURCES) {
      throw new SourcesFull();
    }
  }

  private Mono<Long> insert(FundingSource source, int position) {
    return database
        .sql(
            "insert into funding_source (position, code, name_he) values (:position, :code, :nameHe)")
        .bind("position", position)
        .bind("code", source.code())
        .bind("nameHe", source.nameHe())
        .fetch()
        .rowsUpdated();
  }

  /** Fails with {@link SharesExist}. */
  Mono<FundingShares> decide(Caller caller, FundingShares shares) {
    return all()
        .map(FundingSource::code)
        .collectList()
        .doOnNext(known -> InvalidInput.ifAny(shares.faults(known)))
        .flatMap(known -> insert(caller, shares, shares.basisPoints(known)))
        .thenReturn(shares);
  }

  private Mono<Long> insert(Caller caller, FundingShares shares, Integer[] basisPoints) {
    return database
        .sql(
            """
            insert into funding_share (fund, valid_from, basis_points, decided_by)
            values (:fund, :validFrom, :basisPoints, :decidedBy)
            on conflict do nothing
            """)
        .bind("fund", shares.fund())
        .bind("validFrom", shares.validFrom())
        .bind("basisPoints", basisPoints)
        .bind("decidedBy", caller.subject())
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(SharesExist::new));
  }

  Flux<FundingShares> shares() {
    return all()
        .map(FundingSource::code)
        .collectList()
        .flatMapMany(
            known ->
                database
                    .sql(
                        """
                        select fund, valid_from, basis_points from funding_share
                         where fund not in ('DONATIONS', 'LOANS')
                         order by fund, valid_from limit 1000
                        """)
                    .map(
                        row ->
                            new FundingShares(
                                row.get("fund", String.class),
                                row.get("valid_from", LocalDate.class),
                                sharesOf(known, row.get("basis_points", Integer[].class))))
                    .all());
  }

  private static List<FundingShares.Share> sharesOf(List<String> known, Integer[] basisPoints) {
    return IntStream.range(0, basisPoints.length)
        .filter(i -> basisPoints[i] > 0)
        .mapToObj(i -> new FundingShares.Share(known.get(i), percent(basisPoints[i])))
        .toList();
  }

  private static String percent(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
  }

  /**
   * What a fund's accounts hold, kind by kind.
   *
   * @param year of its budgets and envelopes; 0 for all years, with the baskets
   */
  Mono<FundTotals> totals(String fund, int year) {
    return all()
        .map(FundingSource::code)
        .collectList()
        .flatMap(
            known ->
                stages(known, fund, year).collectList().map(found -> new FundTotals(fund, found)));
  }

  private Flux<FundTotals.Stage> stages(List<String> known, String fund, int year) {
    String sums =
        IntStream.rangeClosed(1, known.size())
            .mapToObj("coalesce(sum(exact[%d]), 0)"::formatted)
            .collect(Collectors.joining(", "));
    return database
        .sql(
            """
            select kind, sum(balance)::bigint as total, split(array[%s]::numeric[]) as parts
              from account
             where (fund = :fund or starts_with(fund, :fund || '.'))
               and (:year = 0 or name ~ ('/' || :year || '(/|$)'))
             group by kind
             order by kind
            """
                .formatted(sums))
        .bind("fund", fund)
        .bind("year", year)
        .map(
            row ->
                new FundTotals.Stage(
                    row.get("kind", String.class),
                    new Money(row.get("total", Long.class)),
                    sharesIn(known, row.get("parts", Long[].class))))
        .all();
  }

  private static List<FundTotals.Share> sharesIn(List<String> known, Long[] parts) {
    List<FundTotals.Share> shares = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != 0) {
        shares.add(new FundTotals.Share(known.get(i), new Money(parts[i])));
      }
    }
    return shares;
  }
}
