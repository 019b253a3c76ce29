package org.retzef.family.centre;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which rows of files were taken into a centre before, by the marks of their keys. */
@Repository
class ImportedRows {

  private final DatabaseClient database;

  ImportedRows(DatabaseClient database) {
    this.database = database;
  }

  /** Which of these marks were taken before. */
  Mono<List<Long>> known(List<Long> marks) {
    return database
        .sql("select mark from imported_service_user where mark = any(:marks)")
        .bind("marks", marks.toArray(Long[]::new))
        .map(row -> row.get("mark", Long.class))
        .all()
        .collectList();
  }

  Mono<Void> keep(List<Long> marks, List<UUID> stays) {
    return database
        .sql(
            """
            insert into imported_service_user (mark, stay_id)
            select * from unnest(:marks::bigint[], :stays::uuid[])
            """)
        .bind("marks", marks.toArray(Long[]::new))
        .bind("stays", stays.toArray(UUID[]::new))
        .then();
  }
}
