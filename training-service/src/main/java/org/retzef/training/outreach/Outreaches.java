package org.retzef.training.outreach;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.idempotency.ExpectedVersion;
import org.retzef.platform.paging.Ids;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.training.course.OfferedCourses;
import org.retzef.training.unit.KnownUnits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Letters and agreements with departments. */
@Repository
class Outreaches {

  private static final String SELECT =
      """
      select id, unit::text as unit, course_id, letter_on, backed_by, reform, coordinated_on, seats, focus,
             skill_level, computers, internet, place, joint_units::text[] as joint_units, version
        from outreach
       where unit <@ :callerUnit::ltree
      """;

  private final DatabaseClient database;
  private final KnownUnits units;
  private final OfferedCourses courses;

  Outreaches(DatabaseClient database, KnownUnits units, OfferedCourses courses) {
    this.database = database;
    this.units = units;
    this.courses = courses;
  }

  Mono<Outreach> send(Caller caller, LetterRequest letter) {
    UUID id = Ids.next();
    return units
        .mustBeSeenBy(caller, letter.unit())
        .then(Mono.defer(() -> courses.mustBeSeenBy(caller, letter.courseId())))
        .then(Mono.defer(() -> insert(id, letter)))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private Mono<Void> insert(UUID id, LetterRequest letter) {
    return database
        .sql(
            """
            insert into outreach
              (id, unit, course_id, letter_on, backed_by, reform, joint_units, version)
            values (:id, :unit::ltree, :course, :letterOn, :backedBy, :reform, '{}', 1)
            on conflict (unit, course_id) do nothing
            """)
        .bind("id", id)
        .bind("unit", letter.unit().path())
        .bind("course", letter.courseId())
        .bind("letterOn", letter.letterOn())
        .bind("backedBy", letter.backedBy())
        .bind("reform", Boolean.TRUE.equals(letter.reform()))
        .fetch()
        .rowsUpdated()
        .filter(rows -> rows == 1)
        .switchIfEmpty(Mono.error(LetterSentBefore::new))
        .then();
  }

  /** What was agreed later replaces what was agreed before. */
  Mono<Outreach> agree(
      Caller caller, UUID id, ExpectedVersion expected, CoordinationRequest agreed) {
    List<UnitPath> joint = Objects.requireNonNullElse(agreed.jointUnits(), List.of());
    return one(caller, id, SELECT + " and id = :id for update")
        .flatMap(
            outreach -> {
              expected.orRefuse(outreach.version(), outreach);
              if (agreed.coordinatedOn().isBefore(outreach.letterOn())) {
                throw new InvalidInput(Fault.of("coordinatedOn", "coordination-before-letter"));
              }
              return units.mustBeSeenBy(caller, outreach.unit(), joint);
            })
        .then(Mono.defer(() -> update(id, agreed, joint)))
        .then(Mono.defer(() -> find(caller, id)));
  }

  private Mono<Void> update(UUID id, CoordinationRequest agreed, List<UnitPath> joint) {
    return database
        .sql(
            """
            update outreach
               set coordinated_on = :coordinatedOn, seats = :seats, focus = :focus,
                   skill_level = :skillLevel, computers = :computers, internet = :internet, place = :place,
                   joint_units = :jointUnits::text[]::ltree[], version = version + 1
             where id = :id
            """)
        .bind("id", id)
        .bind("coordinatedOn", agreed.coordinatedOn())
        .bind("seats", agreed.seats())
        .bind("focus", agreed.focus())
        .bind("skillLevel", agreed.skillLevel().name())
        .bind("computers", agreed.computers())
        .bind("internet", agreed.internet())
        .bind("place", agreed.place().name())
        .bind("jointUnits", joint.stream().map(UnitPath::path).toArray(String[]::new))
        .then();
  }

  Mono<Outreach> find(Caller caller, UUID id) {
    return one(caller, id, SELECT + " and id = :id");
  }

  private Mono<Outreach> one(Caller caller, UUID id, String sql) {
    return database
        .sql(sql)
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(Outreaches::read)
        .one()
        .switchIfEmpty(Mono.error(OutreachNotFound::new));
  }

  Mono<Page<Outreach>> of(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(Outreaches::read)
        .all()
        .collectList()
        .map(found -> Page.of(found, page, one -> one.id().toString()));
  }

  private static Outreach read(Readable row) {
    return new Outreach(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("course_id", UUID.class),
        row.get("letter_on", LocalDate.class),
        row.get("backed_by", String.class),
        row.get("reform", Boolean.class),
        row.get("coordinated_on", LocalDate.class),
        row.get("seats", Integer.class),
        row.get("focus", String.class),
        valueOf(CoordinationRequest.SkillLevel.class, row.get("skill_level", String.class)),
        row.get("computers", Integer.class),
        row.get("internet", Boolean.class),
        valueOf(CoordinationRequest.Place.class, row.get("place", String.class)),
        Stream.of(row.get("joint_units", String[].class)).map(UnitPath::new).toList(),
        row.get("version", Long.class));
  }

  private static <E extends Enum<E>> @Nullable E valueOf(Class<E> type, @Nullable String name) {
    return name == null ? null : Enum.valueOf(type, name);
  }
}
