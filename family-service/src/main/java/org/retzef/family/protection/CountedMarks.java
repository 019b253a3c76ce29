package org.retzef.family.protection;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * By which people who counted as one member of a family still count as one, when nothing leads to
 * the member any more.
 */
@Component
public class CountedMarks {

  private final DatabaseClient database;
  private final BlindMarks marks;

  CountedMarks(DatabaseClient database, BlindMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  public long of(UUID member) {
    return marks.of("counted-member", member.toString());
  }

  /**
   * Everybody who is recorded twice in families that are one now, with their marks, to be handed to
   * {@code counted_service_users}; nobody while nobody with a mark is erased.
   */
  public Mono<RecordedTwice> ofRecordedTwice() {
    return database
        .sql(
            """
            select distinct unnest(array[member_id, twin_id]) as member
              from family_merge_member
              join family_merge merger on merger.id = merge_id and undone_at is null
             where twin_id is not null
               and exists (select from service_user where counted_mark is not null)
            """)
        .mapValue(UUID.class)
        .all()
        .collectList()
        .map(this::withMarks);
  }

  private RecordedTwice withMarks(List<UUID> members) {
    return new RecordedTwice(
        members.toArray(UUID[]::new), members.stream().map(this::of).toArray(Long[]::new));
  }

  /**
   * @param marks of each member, in the same order
   */
  public record RecordedTwice(UUID[] members, Long[] marks) {}
}
