package org.retzef.family.history;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.retzef.family.protection.FamilyKey;
import org.retzef.family.registration.FamilyFile;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The changes in the database. They go with the family's key when it is erased. */
@Repository
public class FileChanges {

  private final DatabaseClient database;
  private final Clock clock;

  FileChanges(DatabaseClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps what the caller changed; nothing, if nothing is different. */
  public Mono<Void> keep(
      Caller caller, FamilyFile family, @Nullable UUID memberId, List<FieldChange> changes) {
    if (changes.isEmpty()) {
      return Mono.empty();
    }
    UUID id = Ids.next();
    FamilyKey key = Objects.requireNonNull(family.key());
    var statement =
        database
            .sql(
                """
                insert into file_change
                  (id, family_id, member_id, changed_at, changed_by, fields, sealed_changes)
                values (:id, :familyId, :memberId, :changedAt, :changedBy, :fields, :changes)
                """)
            .bind("id", id)
            .bind("familyId", family.id())
            .bind("changedAt", Instant.now(clock).truncatedTo(ChronoUnit.MICROS))
            .bind("changedBy", caller.subject())
            .bind("fields", changes.stream().map(FieldChange::field).toArray(String[]::new))
            .bind("changes", key.seal(id, new Sealed(changes)));
    return (memberId == null
            ? statement.bindNull("memberId", UUID.class)
            : statement.bind("memberId", memberId))
        .then();
  }

  /** Oldest first. An erased family has none. */
  Mono<Page<FileChange>> of(FamilyFile family, PageRequest page) {
    FamilyKey key = family.key();
    if (key == null) {
      return Mono.just(Page.whole(List.of()));
    }
    return database
        .sql(
            """
            select id, member_id, changed_at, changed_by, sealed_changes
              from file_change
             where family_id = :familyId and id > :after
             order by id
             limit :limit
            """)
        .bind("familyId", family.id())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(row -> read(row, key))
        .all()
        .collectList()
        .map(changes -> Page.of(changes, page, change -> change.id().toString()));
  }

  private static FileChange read(Readable row, FamilyKey key) {
    UUID id = row.get("id", UUID.class);
    return new FileChange(
        id,
        row.get("member_id", UUID.class),
        row.get("changed_at", Instant.class),
        row.get("changed_by", String.class),
        key.open(id, row.get("sealed_changes", byte[].class), Sealed.class).changes());
  }

  /** An object, so that it can learn more fields. */
  private record Sealed(List<FieldChange> changes) {}
}
