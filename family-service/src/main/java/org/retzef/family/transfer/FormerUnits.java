package org.retzef.family.transfer;

import java.time.LocalDate;
import java.util.UUID;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where families were before they moved: whose figures what is dated back belongs to. */
@Repository
public class FormerUnits {

  private final DatabaseClient database;

  FormerUnits(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The department of a family that the caller was let in to before, as it was when the day ended:
   * on the day of a move, the new one.
   */
  public Mono<UnitPath> unitOn(UUID familyId, LocalDate day) {
    return database
        .sql(
            """
            select coalesce(
                     (select from_unit from family_move
                       where family_move.family_id = family.id
                         and moved_at >= (:day::date + 1)::timestamp at time zone 'Asia/Jerusalem'
                       order by moved_at limit 1),
                     family.unit)::text as unit
              from family where family.id = :familyId
            """)
        .bind("day", day)
        .bind("familyId", familyId)
        .map(row -> new UnitPath(row.get("unit", String.class)))
        .one();
  }
}
