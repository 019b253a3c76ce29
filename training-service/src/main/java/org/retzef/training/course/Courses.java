package org.retzef.training.course;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.paging.Page;
import org.retzef.platform.paging.PageRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Courses in the database. */
@Repository
class Courses {

  /**
   * A course is seen by whom it is for: the caller's unit, those below and those above, so that a
   * worker finds the courses of the district and of the country, and never those of another
   * district.
   */
  private static final String SELECT =
      """
      select id, unit::text as unit, code, name_he, name_en, name_ar, language, audience, hours,
             modules::text as modules, created_at, version
        from course
       where (unit <@ :callerUnit::ltree or unit @> :callerUnit::ltree)
      """;

  /** PostgreSQL's state when a unique index finds the same value. */
  private static final String UNIQUE_VIOLATION = "23505";

  private final DatabaseClient database;
  private final JsonMapper json;

  Courses(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Fails with {@link CourseCodeTaken} where the unit has another course of this code. */
  Mono<Void> insert(Course course) {
    return database
        .sql(
            """
            insert into course (id, unit, code, name_he, name_en, name_ar, language, audience,
                                hours, modules, created_at, version)
            values (:id, :unit::ltree, :code, :nameHe, :nameEn, :nameAr, :language, :audience,
                    :hours, :modules::jsonb, :createdAt, :version)
            """)
        .bind("id", course.id())
        .bind("unit", course.unit().path())
        .bind("code", optional(course.code()))
        .bind("nameHe", course.nameHe())
        .bind("nameEn", optional(course.nameEn()))
        .bind("nameAr", optional(course.nameAr()))
        .bind("language", course.language().code())
        .bind("audience", course.audience().stream().map(Audience::name).toArray(String[]::new))
        .bind("hours", course.hours())
        .bind("modules", json.writeValueAsString(course.modules()))
        .bind("createdAt", course.createdAt())
        .bind("version", course.version())
        .then()
        .onErrorMap(Courses::isDuplicate, duplicate -> new CourseCodeTaken());
  }

  Mono<Course> find(Caller caller, UUID id) {
    return database
        .sql(SELECT + " and id = :id")
        .bind("callerUnit", caller.unitPath())
        .bind("id", id)
        .map(this::read)
        .one()
        .switchIfEmpty(Mono.error(CourseNotFound::new));
  }

  Mono<Page<Course>> seenBy(Caller caller, PageRequest page) {
    return database
        .sql(SELECT + " and id > :after order by id limit :limit")
        .bind("callerUnit", caller.unitPath())
        .bind("after", page.afterId())
        .bind("limit", page.limitPlusOne())
        .map(this::read)
        .all()
        .collectList()
        .map(courses -> Page.of(courses, page, course -> course.id().toString()));
  }

  private Course read(Readable row) {
    return new Course(
        row.get("id", UUID.class),
        new UnitPath(row.get("unit", String.class)),
        row.get("code", String.class),
        row.get("name_he", String.class),
        row.get("name_en", String.class),
        row.get("name_ar", String.class),
        Language.ofCode(row.get("language", String.class)),
        Stream.of(row.get("audience", String[].class)).map(Audience::valueOf).toList(),
        row.get("hours", Integer.class),
        List.of(json.readValue(row.get("modules", String.class), CourseModule[].class)),
        row.get("created_at", Instant.class),
        row.get("version", Long.class));
  }

  private static Parameter optional(@Nullable String text) {
    return Parameters.in(R2dbcType.VARCHAR, text);
  }

  private static boolean isDuplicate(Throwable failure) {
    return failure.getCause() instanceof R2dbcException database
        && UNIQUE_VIOLATION.equals(database.getSqlState());
  }
}
