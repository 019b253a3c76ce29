package org.retzef.basket.request;

import java.util.UUID;
import org.retzef.basket.DeclaredConflict;
import org.springframework.r2dbc.core.DatabaseClient;

/** What time and family-service bring while a walk is on, and what it leaves behind. */
final class WalkedRows {

  private final DatabaseClient database;

  WalkedRows(DatabaseClient database) {
    this.database = database;
  }

  void thirtyDaysGoBy(String request) {
    database
        .sql("update basket_request set submitted_at = now() - interval '30 days' where id = :id")
        .bind("id", UUID.fromString(request))
        .then()
        .block();
  }

  /** One at a time, as if family-service had told of it. */
  void belongsToTheFamily(Person who, String basket) {
    database
        .sql(
            """
            with over as (update conflict_of_interest set ended = true
                           where family_id = (select family_id from basket where id = :basket))
            insert into conflict_of_interest (id, declared_for, family_id, worker, ended)
            select uuidv7(), family_id, family_id, :worker, false from basket where id = :basket
            """)
        .bind("basket", UUID.fromString(basket))
        .bind("worker", DeclaredConflict.sha256(who.subject()))
        .then()
        .block();
  }

  /** Of any request, those that are wrong in this way. */
  long approvalsOf(String wrong) {
    return database
        .sql(
            """
            select count(*) as found from decision
              join basket_request on basket_request.id = request_id
             where decision = 'APPROVE' and status = 'APPROVED' and (%s)
            """
                .formatted(wrong))
        .map(row -> row.get("found", Long.class))
        .one()
        .block();
  }
}
