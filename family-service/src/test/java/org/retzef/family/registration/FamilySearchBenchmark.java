package org.retzef.family.registration;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.retzef.family.search.FamilyIndex;
import org.retzef.family.search.FamilySearch;
import org.retzef.family.search.FindableFamily;
import org.retzef.platform.caller.Caller;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.testing.RetzefIT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Measures, and asserts nothing: a search among 500,000 families of 2,000,000 members, from the use
 * case to the database and back, without HTTP and without the opening of what is listed. Run it
 * with {@code mvn -pl family-service verify -Dit.test=FamilySearchBenchmark}; it takes some
 * minutes.
 *
 * <p>Names are made of letters by chance, and drawn so that the n-th most common one is n times
 * rarer than the first: of 2,000 given and 20,000 family names, the most common bear 12 and 10 of a
 * hundred.
 */
@RetzefIT
class FamilySearchBenchmark {

  private static final Logger LOG = LoggerFactory.getLogger(FamilySearchBenchmark.class);
  private static final int FAMILIES = Integer.getInteger("retzef.benchmark.families", 500_000);
  private static final int AT_ONCE = 2_000;
  private static final int ASKED = 2_000;
  private static final String LETTERS = "אבגדהוזחטיכלמנסעפצקרשת";

  @Autowired private DatabaseClient database;
  @Autowired private FamilyIndex index;
  @Autowired private FamilySearch search;

  private final Random random = new Random(7);
  private final List<String> givenNames = names(2_000, 3, 5);
  private final List<String> familyNames = names(20_000, 3, 7);
  private final List<UUID> ids = new ArrayList<>();
  private final List<FindableFamily> sample = new ArrayList<>();

  @Test
  void tellsHowLongASearchTakes() {
    List<String> departments = departments();
    fill(departments);
    String department = departments.getFirst();
    for (String unit : List.of(department, "IL.SOUTH", "IL")) {
      for (Kind kind : Kind.values()) {
        measure(unit, kind);
      }
    }
  }

  private enum Kind {
    FAMILY_NAME,
    BOTH_NAMES,
    BOTH_NAMES_WITH_A_SLIP,
    NATIONAL_ID,
    COMMONEST_FAMILY_NAME,
    NOBODYS_NAME
  }

  private void measure(String unit, Kind kind) {
    Caller caller =
        new Caller(
            "bench",
            java.util.Set.of("team-lead"),
            new UnitPath(unit),
            null,
            null,
            java.util.Set.of(),
            null);
    long[] took = new long[ASKED];
    long found = 0;
    for (int i = -200; i < ASKED; i++) {
      String query = query(kind);
      long start = System.nanoTime();
      int answers = search.find(caller, query, 50).block().size();
      if (i >= 0) {
        took[i] = System.nanoTime() - start;
        found += answers;
      }
    }
    Arrays.sort(took);
    LOG.info(
        "{} {}: p50 {} ms, p99 {} ms, most {} ms, {} found on average",
        unit,
        kind,
        millis(took[ASKED / 2]),
        millis(took[ASKED * 99 / 100]),
        millis(took[ASKED - 1]),
        "%.1f".formatted((double) found / ASKED));
  }

  private String query(Kind kind) {
    FindableFamily family = sample.get(random.nextInt(sample.size()));
    FindableFamily.Person person = family.people().getFirst();
    return switch (kind) {
      case FAMILY_NAME -> person.familyName();
      case BOTH_NAMES -> person.familyName() + " " + person.givenName();
      case BOTH_NAMES_WITH_A_SLIP -> slip(person.familyName()) + " " + person.givenName();
      case NATIONAL_ID -> person.nationalId();
      case COMMONEST_FAMILY_NAME -> familyNames.getFirst();
      case NOBODYS_NAME -> "ץ" + word(5) + " " + word(4);
    };
  }

  private String slip(String name) {
    int at = random.nextInt(name.length());
    return name.substring(0, at) + letter() + name.substring(at + 1);
  }

  private static String millis(long nanos) {
    return "%.1f".formatted(nanos / 1e6);
  }

  /** The rows of families come from the database; their marks are made as for any family. */
  private void fill(List<String> departments) {
    run("drop index family_search_marks");
    for (int i = 0; i < FAMILIES; i += AT_ONCE) {
      fillSome(departments);
    }
    run(
        "create index family_search_marks on family_search using gin (units, marks)"
            + " with (fastupdate = off)");
    run("vacuum analyze family_search");
    run("vacuum analyze family");
    LOG.info(
        "{} families, index of {}",
        FAMILIES,
        database
            .sql(
                """
                select pg_size_pretty(sum(pg_relation_size(relid))) as size
                  from pg_partition_tree('family_search_marks')
                """)
            .map(row -> row.get("size", String.class))
            .one()
            .block());
  }

  private void fillSome(List<String> departments) {
    List<FindableFamily> families = new ArrayList<>();
    String[] units = new String[AT_ONCE];
    for (int i = 0; i < AT_ONCE; i++) {
      families.add(anyFamily());
      units[i] = departments.get(random.nextInt(departments.size()));
    }
    UUID[] some = families.stream().map(FindableFamily::id).toArray(UUID[]::new);
    database
        .sql(
            """
            with new as (select * from unnest(:ids::uuid[], :units::text[]) as new (id, unit)),
            families as (
              insert into family (id, unit, preferred_language, sealed_contact, contact_since)
              select id, unit::ltree, 'he', '', current_date from new returning id)
            select count(*) from families
            """)
        .bind("ids", some)
        .bind("units", units)
        .then()
        .block();
    database
        .sql("insert into family_key select id, '' from unnest(:ids::uuid[]) as id")
        .bind("ids", some)
        .then()
        .block();
    index.keep(families).block(Duration.ofMinutes(1));
    sample.add(families.getFirst());
    ids.addAll(Arrays.asList(some));
  }

  private FindableFamily anyFamily() {
    String familyName = zipf(familyNames);
    List<FindableFamily.Person> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      people.add(
          new FindableFamily.Person(
              zipf(givenNames),
              familyName,
              NationalIds.of(random.nextInt(100_000_000)),
              LocalDate.of(1990, 1, 1)));
    }
    return new FindableFamily(
        UUID.randomUUID(), "+97250" + (1_000_000 + random.nextInt(9_000_000)), people);
  }

  private String zipf(List<String> names) {
    return names.get((int) Math.pow(names.size(), random.nextDouble()) - 1);
  }

  private List<String> names(int count, int shortest, int longest) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(word(shortest + random.nextInt(longest - shortest + 1)));
    }
    return names;
  }

  private String word(int letters) {
    var word = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      word.append(letter());
    }
    return word.toString();
  }

  private char letter() {
    return LETTERS.charAt(random.nextInt(LETTERS.length()));
  }

  private List<String> departments() {
    return database
        .sql(
            "select path::text as path from unit where kind = 'DEPARTMENT' order by path limit 125")
        .map(row -> row.get("path", String.class))
        .all()
        .collectList()
        .block();
  }

  /** Without the time limit that the service's statements have. */
  private void run(String sql) {
    database
        .inConnection(
            connection ->
                Mono.from(connection.createStatement("set statement_timeout = 0").execute())
                    .flatMap(result -> Mono.from(result.getRowsUpdated()))
                    .then(Mono.from(connection.createStatement(sql).execute()))
                    .flatMap(result -> Mono.from(result.getRowsUpdated())))
        .block();
  }
}
