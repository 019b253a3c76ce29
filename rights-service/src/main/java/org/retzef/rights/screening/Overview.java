package org.retzef.rights.screening;

import java.util.List;
import java.util.UUID;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What screenings tell of many families: whom to see first, and whom a benefit leaves out. */
@Repository
class Overview {

  /** Fewer families than this in a place are people whom somebody knows. */
  private static final int FEWEST = 5;

  private final DatabaseClient database;

  Overview(DatabaseClient database) {
    this.database = database;
  }

  /** The families of the caller's unit with most factors first; the cursor is score and id. */
  Mono<Page<PriorityListItem>> priorities(Caller caller, PageRequest page) {
    Place place = page.after(Place.FIRST, Place::of);
    return database
        .sql(
            """
            select family_id, score, factors, undisclosed
              from family_priority
              join known_family on id = family_id
             where unit <@ :callerUnit::ltree and erased_at is null
               and (score < :score or score = :score and family_id > :after)
             order by score desc, family_id
             limit :limit
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("score", place.score())
        .bind("after", place.familyId())
        .bind("limit", page.limitPlusOne())
        .map(
            row ->
                new PriorityListItem(
                    row.get("family_id", UUID.class),
                    row.get("score", Integer.class),
                    List.of(row.get("factors", String[].class)),
                    row.get("undisclosed", Integer.class)))
        .all()
        .collectList()
        .map(items -> Page.of(items, page, item -> item.score() + "/" + item.familyId()));
  }

  private record Place(int score, UUID familyId) {

    static final Place FIRST = new Place(Integer.MAX_VALUE, new UUID(0, 0));

    static Place of(String key) {
      String[] parts = key.split("/", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("cursor-invalid");
      }
      return new Place(Integer.parseInt(parts[0]), UUID.fromString(parts[1]));
    }
  }

  /** Counts alone, and none so small that it points at somebody. */
  Mono<List<Gap>> gaps(Caller caller) {
    return database
        .sql(
            """
            select case when sensitive then null else right_code end as told_right,
                   case when sensitive then null else condition end as told_condition,
                   count(distinct family_id)::integer as families
              from benefit_gap
              join known_family on id = family_id
             where unit <@ :callerUnit::ltree
             group by told_right, told_condition
            having count(distinct family_id) >= :fewest
             order by told_right, told_condition
            """)
        .bind("callerUnit", caller.unitPath())
        .bind("fewest", FEWEST)
        .map(
            row ->
                new Gap(
                    row.get("told_right", String.class),
                    row.get("told_condition", String.class),
                    row.get("families", Integer.class)))
        .all()
        .collectList();
  }
}
