package org.retzef.reporting;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One language (P4): what {@code docs/events/fields.md} says of each field holds everywhere. */
class OneLanguageTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern IN_CODE = Pattern.compile("`([^`]+)`");

  /** Kept, since readers know both: an event of a right names it {@code code}; why, of money. */
  private static final Set<String> TWO_NAMES = Set.of("right.code", "reason.code");

  private record Meaning(String field, String id, String kind, Set<String> events) {

    String term() {
      return id.split("\\.")[0];
    }

    boolean isOf(Field told) {
      return field.equals(told.name()) && (events.isEmpty() || events.contains(told.event()));
    }
  }

  private record Field(String event, String name, String kind) {}

  private final List<Meaning> meanings =
      table("events/fields.md", 4).map(OneLanguageTest::meaning).toList();
  private final List<Field> fields = fieldsOfEvents();

  @Test
  void everyFieldOfEveryEventIsOneKindOfOneThing() {
    assertThat(fields).hasSizeGreaterThan(400);
    assertThat(fields)
        .allSatisfy(
            field ->
                assertThat(meaningsOf(field))
                    .as("%s of %s", field.name(), field.event())
                    .singleElement()
                    .returns(field.kind(), Meaning::kind));
    assertThat(meanings).as("no meaning without a field").allMatch(this::isTold);
  }

  @Test
  void everyThingHasOneNameAndStandsInTheGlossary() {
    List<String> terms =
        table("glossary.md", 4).flatMap(row -> inCode(row.get(2)).stream()).toList();
    assertThat(terms).doesNotHaveDuplicates();
    assertThat(meanings).extracting(Meaning::term).isSubsetOf(terms);
    assertThat(
            meanings.stream()
                .collect(groupingBy(Meaning::id, mapping(Meaning::field, toSet())))
                .entrySet())
        .filteredOn(named -> named.getValue().size() > 1)
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(TWO_NAMES);
    assertThat(meanings.stream().collect(groupingBy(Meaning::id, counting())).values())
        .allMatch(rows -> rows <= 2);
  }

  /** Where an answer of the API uses a name of an event, it is of the same kind, or listed. */
  @Test
  void answersUseTheNamesOfEventsForTheSameKind() throws IOException {
    Map<String, Set<String>> kinds =
        Stream.concat(
                meanings.stream().map(one -> Map.entry(one.field(), plain(one.kind()))),
                table("events/fields.md", 2)
                    .flatMap(
                        row ->
                            Stream.of(row.get(1).split(" "))
                                .map(kind -> Map.entry(inCode(row.getFirst()).getFirst(), kind))))
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    Set<String> others = new TreeSet<>();
    for (Path file : files("api", "-service.json")) {
      JSON.readTree(Files.readString(file))
          .at("/components/schemas")
          .forEachEntry(
              (schema, content) ->
                  content
                      .path("properties")
                      .forEachEntry(
                          (name, value) -> {
                            boolean told = kinds.containsKey(name) && value.has("type");
                            if (told && !kinds.get(name).contains(plain(kind(value)))) {
                              others.add(schema + "." + name + " " + kind(value));
                            }
                          }));
    }
    assertThat(others).isEmpty();
  }

  private List<Meaning> meaningsOf(Field field) {
    List<Meaning> all = meanings.stream().filter(one -> one.isOf(field)).toList();
    List<Meaning> ofThisEvent = all.stream().filter(one -> !one.events().isEmpty()).toList();
    return ofThisEvent.isEmpty() ? all : ofThisEvent;
  }

  private boolean isTold(Meaning meaning) {
    return fields.stream().anyMatch(field -> meaningsOf(field).contains(meaning))
        && fields.stream().map(Field::event).collect(toSet()).containsAll(meaning.events());
  }

  private static Meaning meaning(List<String> row) {
    return new Meaning(
        inCode(row.get(0)).getFirst(),
        inCode(row.get(1)).getFirst(),
        row.get(2),
        Set.copyOf(inCode(row.get(3))));
  }

  private static List<Field> fieldsOfEvents() {
    List<Field> fields = new ArrayList<>();
    for (Path file : files("events", ".schema.json")) {
      String event = file.getFileName().toString().replaceAll("org\\.retzef\\.|\\.v\\d+\\..*", "");
      eachField(read(file), (name, schema) -> fields.add(new Field(event, name, kind(schema))));
    }
    return fields;
  }

  /** Those of objects within, and within lists, as well. */
  private static void eachField(JsonNode schema, BiConsumer<String, JsonNode> field) {
    schema
        .path("properties")
        .forEachEntry(
            (name, content) -> {
              field.accept(name, content);
              eachField(content, field);
              eachField(content.path("items"), field);
            });
  }

  /** A code is a text, listed or not. */
  private static String kind(JsonNode schema) {
    Set<String> types = new HashSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asString()));
      types.remove("null");
      if (types.contains("string")) {
        types.remove("number"); // money comes in as either
      }
    } else {
      types.add(type.asString("string"));
    }
    assertThat(types).as(schema.toString()).hasSize(1);
    return switch (types.iterator().next()) {
      case "integer", "number" -> "number";
      case "boolean" -> "truth";
      case "array" -> "list";
      case "object" -> "map";
      default -> text(schema.path("format").asString(""), schema.path("pattern").asString(""));
    };
  }

  private static String text(String format, String pattern) {
    return switch (format) {
      case "uuid" -> "id";
      case "date" -> "day";
      case "date-time" -> "instant";
      default ->
          pattern.endsWith("[0-9]+\\.[0-9]{2}$")
              ? "money"
              : pattern.startsWith("^IL") ? "unit" : "text";
    };
  }

  /** The API's document does not tell money and units from other texts. */
  private static String plain(String kind) {
    return kind.equals("money") || kind.equals("unit") ? "text" : kind;
  }

  /** The rows of a page's tables that have so many columns, without their heads. */
  private static Stream<List<String>> table(String page, int columns) {
    return readText(DOCS.resolve(page))
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.substring(1).split("\\|")).map(String::strip).toList())
        .filter(row -> row.size() == columns && !row.getFirst().startsWith("---"))
        .filter(row -> !Set.of("field", "Hebrew").contains(row.getFirst()));
  }

  private static List<String> inCode(String cell) {
    return IN_CODE.matcher(cell).results().map((MatchResult one) -> one.group(1)).toList();
  }

  private static List<Path> files(String folder, String ending) {
    try (var files = Files.list(DOCS.resolve(folder))) {
      return files.filter(one -> one.toString().endsWith(ending)).sorted().toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static JsonNode read(Path file) {
    return JSON.readTree(readText(file));
  }

  private static String readText(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
