package org.retzef.basket.budget;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
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
        .concatMap(this::of);
  }

  private Mono<Envelope> of(Integer year) {
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

  private Mono<List<Envelope.Source>> sources(int year) {
    return database
        .sql(
            """
            select code, name_he, basis_points, amount
              from envelope_source where year = :year order by position
            """)
        .bind("year", year)
        .map(
            row ->
                new Envelope.Source(
                    row.get("code", String.class),
                    row.get("name_he", String.class),
                    BigDecimal.valueOf(row.get("basis_points", Integer.class), 2)
                        .stripTrailingZeros()
                        .toPlainString(),
                    new Money(row.get("amount", Long.class))))
        .all()
        .collectList();
  }

  Mono<Void> insert(Envelope envelope) {
    return insertLines(envelope).then(insertSources(envelope));
  }

  private Mono<Void> insertLines(Envelope envelope) {
    List<Envelope.Line> lines = envelope.lines();
    return database
        .sql(
            """
            insert into envelope_line (year, position, code, name_he, amount)
            select :year, position, code, name_he, amount
              from unnest(:codes::text[], :names::text[], :amounts::bigint[])
                   with ordinality as line (code, name_he, amount, position)
            """)
        .bind("year", envelope.year())
        .bind("codes", texts(lines, Envelope.Line::code))
        .bind("names", texts(lines, Envelope.Line::nameHe))
        .bind("amounts", lines.stream().map(line -> line.amount().agorot()).toArray(Long[]::new))
        .then();
  }

  private Mono<Void> insertSources(Envelope envelope) {
    List<Envelope.Source> sources = envelope.sources();
    return database
        .sql(
            """
            insert into envelope_source (year, position, code, name_he, basis_points, amount)
            select :year, position, code, name_he, (share::numeric * 100)::int, amount
              from unnest(:codes::text[], :names::text[], :shares::text[], :amounts::bigint[])
                   with ordinality as line (code, name_he, share, amount, position)
            """)
        .bind("year", envelope.year())
        .bind("codes", texts(sources, Envelope.Source::code))
        .bind("names", texts(sources, Envelope.Source::nameHe))
        .bind("shares", texts(sources, Envelope.Source::sharePercent))
        .bind("amounts", sources.stream().map(s -> s.amount().agorot()).toArray(Long[]::new))
        .then();
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}
