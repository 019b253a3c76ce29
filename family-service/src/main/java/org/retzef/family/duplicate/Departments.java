package org.retzef.family.duplicate;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.duplicate.DuplicateCandidate.Department;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whom to call about a family that one does not see. */
@Repository
class Departments {

  private final DatabaseClient database;

  Departments(DatabaseClient database) {
    this.database = database;
  }

  Mono<Map<UUID, Department>> of(Collection<UUID> families) {
    return database
        .sql(
            """
            select family.id, path::text as path, name_he, name_en
              from family join unit on path = family.unit
             where family.id = any(:ids)
            """)
        .bind("ids", families.toArray(UUID[]::new))
        .map(
            row ->
                Map.entry(
                    row.get("id", UUID.class),
                    new Department(
                        new UnitPath(row.get("path", String.class)),
                        row.get("name_he", String.class),
                        row.get("name_en", String.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
