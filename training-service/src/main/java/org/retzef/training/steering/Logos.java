package org.retzef.training.steering;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.retzef.platform.paging.Ids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The logos of bodies; the newest of each counts. */
@Repository
class Logos {

  private final DatabaseClient database;

  Logos(DatabaseClient database) {
    this.database = database;
  }

  Mono<UUID> add(String body, byte[] png) {
    UUID id = Ids.next();
    return database
        .sql("insert into steering_logo (id, body, png) values (:id, :body, :png)")
        .bind("id", id)
        .bind("body", body)
        .bind("png", png)
        .then()
        .thenReturn(id);
  }

  /** Empty where there is no such logo. */
  Mono<byte[]> find(UUID id) {
    return database
        .sql("select png from steering_logo where id = :id")
        .bind("id", id)
        .map(row -> row.get("png", byte[].class))
        .one();
  }

  /** As the pages of minutes take them, by body; without those that have none. */
  Mono<Map<String, String>> of(List<String> bodies) {
    return database
        .sql(
            """
            select distinct on (body) body, png from steering_logo where body = any(:bodies)
             order by body, id desc
            """)
        .bind("bodies", bodies.toArray(String[]::new))
        .map(
            row ->
                Map.entry(
                    row.get("body", String.class),
                    "data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(row.get("png", byte[].class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
