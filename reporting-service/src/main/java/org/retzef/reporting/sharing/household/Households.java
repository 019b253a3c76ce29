package org.retzef.reporting.sharing.household;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Families as the stream has folded them, kept to be counted. */
@Repository
public class Households {

  private final DatabaseClient database;
  private final Fold fold;

  Households(DatabaseClient database, Fold fold) {
    this.database = database;
    this.fold = fold;
  }

  /** A family and what is known of it. */
  public record Known(String family, Household household) {}

  /** Those who stand for themselves, all of them: it may take longer than an answer does. */
  public Flux<Known> standing() {
    return database
        .sql("select set_config('statement_timeout', '60s', true)")
        .then()
        .thenMany(Flux.defer(this::read));
  }

  private Flux<Known> read() {
    return database
        .sql("select family_id::text, household::text from shared_family where counts")
        .map(
            row ->
                new Known(
                    Objects.requireNonNull(row.get("family_id", String.class)),
                    fold.read(
                        Objects.requireNonNull(row.get("household", String.class)).getBytes(UTF_8),
                        Household.class)))
        .all();
  }

  /** As they are now, by their ids. */
  public Mono<Void> keep(Map<String, Household> changed) {
    List<String> ids = List.copyOf(changed.keySet());
    return database
        .sql(
            """
            insert into shared_family (family_id, household, counts)
            select family_id::uuid, household::jsonb, counts
              from unnest($1::text[], $2::text[], $3::boolean[])
                   as changed (family_id, household, counts)
            on conflict (family_id) do update
               set household = excluded.household, counts = excluded.counts
            """)
        .bind("$1", ids.toArray(String[]::new))
        .bind("$2", ids.stream().map(id -> text(changed.get(id))).toArray(String[]::new))
        .bind("$3", ids.stream().map(id -> counts(changed.get(id))).toArray(Boolean[]::new))
        .then();
  }

  private String text(@Nullable Household household) {
    return new String(fold.write(Objects.requireNonNull(household)), UTF_8);
  }

  private static Boolean counts(@Nullable Household household) {
    return Objects.requireNonNull(household).counts();
  }
}
