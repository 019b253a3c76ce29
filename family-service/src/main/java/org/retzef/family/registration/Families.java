package org.retzef.family.registration;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.retzef.family.audit.AuditedRequest;
import org.retzef.family.protection.FamilyErased;
import org.retzef.family.visibility.Sight;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Which families there are for a caller: asked first by everything that hangs on one. Nothing of
 * who they are is opened here; of a merged family it is told where it is now.
 */
@Repository
public class Families {

  /** Begins a query: from a family to the one that has taken it in, from which no way leads on. */
  static final String WAY_TO_SURVIVOR =
      """
      with recursive way (id, next) as (
        select id, merged_into from family where id = :id
        union
        select family.id, family.merged_into from family join way on family.id = way.next)
      """;

  private final DatabaseClient database;

  Families(DatabaseClient database) {
    this.database = database;
  }

  /**
   * The unit of a family that the caller may read, for features that hang on one: the first step of
   * everything that they show. Fails with {@link FamilyNotFound}.
   */
  public Mono<UnitPath> unitOf(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return AuditedRequest.touch(familyId)
        .then(
            database
                .sql(
                    "select unit::text as unit from family where family.id = :id and %s"
                        .formatted(sight.sql()))
                .bind("id", familyId)
                .bindValues(sight.values())
                .map(row -> new UnitPath(row.get("unit", String.class)))
                .one()
                .switchIfEmpty(Mono.defer(() -> notFound(caller, familyId))));
  }

  /**
   * As {@link #unitOf}, for a caller who wants to change something: the first step of a change.
   * Until its transaction ends the family is erased, transferred and merged by nobody else. Fails
   * with {@link FamilyNotFound}, with {@link FamilyReadOnly} where the caller may look and no more,
   * and with {@link FamilyErased}.
   */
  public Mono<UnitPath> changeableUnitOf(Caller caller, UUID familyId) {
    return lockChangeable(caller, familyId, Sight.changing(caller), "key share");
  }

  /**
   * As {@link #changeableUnitOf}, for who has only to read the family to say this of it: whether to
   * take it on.
   */
  public Mono<UnitPath> liveUnitOf(Caller caller, UUID familyId) {
    return lockChangeable(caller, familyId, Sight.reading(caller), "key share");
  }

  /**
   * Before two families are asked for by {@link #changeableUnitOf}: holds them in the order of
   * their ids, as they are merged, so that nobody who holds one waits for the other in a ring.
   */
  public Mono<Void> hold(UUID one, UUID other) {
    return database
        .sql("select id from family where id in (:one, :other) order by id for key share")
        .bind("one", one)
        .bind("other", other)
        .then();
  }

  /** As {@link #changeableUnitOf}, and nobody else changes anything of the family meanwhile. */
  Mono<UnitPath> lockChangeable(Caller caller, UUID familyId) {
    return lockChangeable(caller, familyId, Sight.changing(caller), "update");
  }

  /** What was asked before the lock was waited for is asked of the family again. */
  private Mono<UnitPath> lockChangeable(
      Caller caller, UUID familyId, Sight changing, String strength) {
    Sight reading = Sight.reading(caller);
    return AuditedRequest.touch(familyId)
        .then(
            database
                .sql(
                    """
                    select unit::text as unit, %s as changeable, erased_at
                      from family where family.id = :id and %s
                       for %s of family
                    """
                        .formatted(changing.sql(), reading.sql(), strength))
                .bind("id", familyId)
                .bindValues(reading.valuesWith(changing))
                .map(Families::changeableUnit)
                .one()
                .switchIfEmpty(Mono.defer(() -> notFound(caller, familyId))));
  }

  private static UnitPath changeableUnit(Readable row) {
    if (!Boolean.TRUE.equals(row.get("changeable", Boolean.class))) {
      throw new FamilyReadOnly();
    }
    if (row.get("erased_at", Instant.class) != null) {
      throw new FamilyErased();
    }
    return new UnitPath(row.get("unit", String.class));
  }

  /**
   * Whether the caller may read the family now. Fails where nobody could, for there is none; of a
   * merged family with where it is now, whoever asks: it could be opened in an emergency.
   */
  public Mono<Boolean> isRead(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return database
        .sql(
            """
            select %s as is_read from family
             where family.id = :id and erased_at is null and merged_into is null
            """
                .formatted(sight.sql()))
        .bind("id", familyId)
        .bindValues(sight.values())
        .mapValue(Boolean.class)
        .one()
        .switchIfEmpty(Mono.defer(() -> notFound(familyId, "family.erased_at is null", Map.of())));
  }

  /** Says where a merged family is now, to whoever sees the family that has taken it in. */
  <T> Mono<T> notFound(Caller caller, UUID familyId) {
    Sight sight = Sight.reading(caller);
    return notFound(familyId, sight.sql(), sight.values());
  }

  private <T> Mono<T> notFound(UUID familyId, String told, Map<String, Object> values) {
    return database
        .sql(
            WAY_TO_SURVIVOR
                + """
                select family.id from way join family on family.id = way.id
                 where way.next is null and family.id <> :id and\s"""
                + told)
        .bind("id", familyId)
        .bindValues(values)
        .map(row -> row.get("id", UUID.class))
        .one()
        .delayUntil(AuditedRequest::touch)
        .flatMap(survivor -> Mono.<T>error(new FamilyMerged(survivor)))
        .switchIfEmpty(Mono.error(FamilyNotFound::new));
  }
}
