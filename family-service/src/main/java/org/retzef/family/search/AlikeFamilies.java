package org.retzef.family.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Families of the whole country that have something in common with one: an id number, the phone, or
 * somebody born on the same day (or with day and month exchanged) with nearly the same given name.
 */
@Repository
public class AlikeFamilies {

  /**
   * What is shared by more, such as an institution's phone, tells nothing; nor does it hide more.
   */
  private static final int MOST = 200;

  private final DatabaseClient database;
  private final NameMarks marks;

  AlikeFamilies(DatabaseClient database, NameMarks marks) {
    this.database = database;
    this.marks = marks;
  }

  /**
   * Their ids, without the family's own. Who was born on those days is looked up one by one, by
   * family and unit: else the database would ask each part of the index for each of them.
   */
  public Mono<List<UUID>> of(FindableFamily family) {
    List<LocalDate> dates = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (FindableFamily.Person person : family.people()) {
      String near = nearly(person.givenName());
      for (LocalDate date : datesOf(person.birthDate())) {
        dates.add(date);
        names.add(near);
      }
    }
    return database
        .sql(
            """
            select family_id from (
              (select family_id from family_search where marks && :ids::bigint[] limit :most)
              union
              (select family_id from family_search where marks && array[:phone::bigint]
                limit :most)
              union
              (select member.family_id
                 from unnest(:dates::date[], :names::text[]) as probe (birth_date, names)
                 join member on member.birth_date = probe.birth_date
                 join family on family.id = member.family_id
                cross join lateral (
                  select from family_search
                   where family_id = family.id and unit = family.unit
                     and marks && probe.names::bigint[]
                   limit 1) as nearly_named
                limit :most)) as alike
             where family_id <> :self
            """)
        .bind("ids", nationalIds(family))
        .bind("phone", marks.ofPhone(family.phone()))
        .bind("dates", dates.toArray(LocalDate[]::new))
        .bind("names", names.toArray(String[]::new))
        .bind("most", MOST)
        .bind("self", family.id())
        .map(row -> row.get("family_id", UUID.class))
        .all()
        .collectList();
  }

  /**
   * The families in which one of these id numbers stands, also of somebody who left. Nobody else
   * asks for one of them here until this transaction ends.
   */
  public Mono<List<UUID>> lockByNationalIds(Collection<String> digits) {
    Long[] inOneOrder = marksOf(digits.stream()).distinct().sorted().toArray(Long[]::new);
    return database
        .sql("select pg_advisory_xact_lock(mark) from unnest(:marks::bigint[]) as mark")
        .bind("marks", inOneOrder)
        .then()
        .then(Mono.defer(() -> byNationalIds(digits)));
  }

  /** As {@link #lockByNationalIds}, for who locks nothing. */
  public Mono<List<UUID>> byNationalIds(Collection<String> digits) {
    return database
        .sql("select family_id from family_search where marks && :marks::bigint[]")
        .bind("marks", marksOf(digits.stream()).toArray(Long[]::new))
        .map(row -> row.get("family_id", UUID.class))
        .all()
        .collectList();
  }

  private Stream<Long> marksOf(Stream<String> digits) {
    return digits.map(marks::ofNationalId);
  }

  private Long[] nationalIds(FindableFamily family) {
    return marksOf(
            family.people().stream()
                .map(FindableFamily.Person::nationalId)
                .filter(Objects::nonNull))
        .toArray(Long[]::new);
  }

  /** As an array is written in SQL: arrays of arrays must have one length. */
  private String nearly(String name) {
    List<String> words = new ArrayList<>(Spelling.words(name));
    words.addAll(Spelling.joined(words));
    return words.stream()
        .flatMap(word -> marks.nearly(word).stream())
        .map(String::valueOf)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Set<LocalDate> datesOf(LocalDate birthDate) {
    try {
      return Set.copyOf(
          List.of(
              birthDate,
              LocalDate.of(
                  birthDate.getYear(), birthDate.getDayOfMonth(), birthDate.getMonthValue())));
    } catch (DateTimeException notADate) {
      return Set.of(birthDate);
    }
  }
}
