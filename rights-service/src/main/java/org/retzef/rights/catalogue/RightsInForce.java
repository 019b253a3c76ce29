package org.retzef.rights.catalogue;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What other features need of a right in force. */
@Repository
public class RightsInForce {

  /**
   * A right's newest version.
   *
   * @param sensitive whether it asks what is not spoken of unasked
   */
  public record InForce(String code, int version, String category, boolean sensitive) {}

  private final DatabaseClient database;

  RightsInForce(DatabaseClient database) {
    this.database = database;
  }

  /** Fails with {@code right-not-found}. */
  public Mono<InForce> find(String code) {
    return database
        .sql(
            """
            select code, version, category, sensitive from right_version
             where code = :code and replaced_on is null
            """)
        .bind("code", code)
        .map(
            row ->
                new InForce(
                    row.get("code", String.class),
                    row.get("version", Integer.class),
                    row.get("category", String.class),
                    row.get("sensitive", Boolean.class)))
        .one()
        .switchIfEmpty(Mono.error(RightNotFound::new));
  }
}
