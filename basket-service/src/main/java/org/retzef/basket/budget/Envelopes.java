package org.retzef.basket.budget;

import java.math.BigDecimal;
import java.util.List;
import org.retzef.basket.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Envelopes in the database: one a year, of a few lines. */
@Repository
class Envelopes {

  private final DatabaseClient database;

  Envelopes(DatabaseClient database) {
    this.database = database;
  }

  Flux<Envelope> all() {
    return database
        .sql("select distinct year from envelope_line order by year")
        .map(row -> row.get("year", Integer.class))
        .all()
        .collectList() // or the list would hold one connection while each year waits for others
        .flatMapIterable(years -> years)
        .concatMap(this::of);
  }

  Mono<Envelope> of(int year) {
    return Mono.zip(
        lines(year), sources(year), (lines, sources) -> Envelope.of(year, lines, sources));
  }

  private Mono<List<Envelope.Line>> lines(int year) {
    return database
        .sql(
            """
            select code, name_he, amount from envelope_line where year = :year order by position
            """)
        .bind("year", year)
        .map(
            row ->
                new Envelope.Line(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    new Money(row.get("amount", Long.class))))
        .all()
        .collectList();
  }

  /**
   * What they gave for the year's lines, which is what its source account is below zero, by the
   * shares that it was posted with.
   */
  private Mono<List<Envelope.Source>> sources(int year) {
    return database
        .sql(
            """
            select code, name_he, borne,
                   -coalesce((split(exact))[position], 0) as posted,
                   -coalesce((split(exact, 1000000))[position], 0) * 100 as shekels
              from account
             cross join lateral (
                     select posting.basis_points from entry
                       join posting on posting.id = posting_id
                      where entry.account = name and posting.kind = 'ENVELOPE_LOADED'
                      limit 1) as loaded
             cross join lateral unnest(loaded.basis_points)
                   with ordinality as share (borne, place)
              join funding_source on position = place
             where name = 'source/ENVELOPE/' || :year and borne > 0
             order by position
            """)
        .bind("year", year)
        .map(
            row ->
                new Envelope.Source(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    BigDecimal.valueOf(row.get("borne", Integer.class), 2)
                        .stripTrailingZeros()
                        .toPlainString(),
                    new Money(row.get("shekels", Long.class)),
                    new Money(row.get("posted", Long.class))))
        .all()
        .collectList();
  }

  /** Fails with {@link EnvelopeExists} where the year has one. */
  Mono<Void> insert(int year, List<Envelope.Line> lines) {
    return database
        .sql(
            """
            insert into envelope_line (year, position, code, name_he, amount)
            select :year, position, code, name_he, amount
              from unnest(:codes::text[], :names::text[], :amounts::bigint[])
                   with ordinality as line (code, name_he, amount, position)
             where not exists (select from envelope_line where year = :year)
            on conflict do nothing
            """)
        .bind("year", year)
        .bind("codes", lines.stream().map(Envelope.Line::code).toArray(String[]::new))
        .bind("names", lines.stream().map(Envelope.Line::nameHe).toArray(String[]::new))
        .bind("amounts", lines.stream().map(line -> line.amount().agorot()).toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == lines.size())
        .switchIfEmpty(Mono.error(EnvelopeExists::new))
        .then();
  }
}
