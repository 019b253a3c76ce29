package org.retzef.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One language (P4): a field of that name is the same thing, whichever service tells it. */
class OneLanguageTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** A case's move is from a state to a state; everything else is from a day to a day. */
  private static final Set<String> TWO_MEANINGS = Set.of("from", "to");

  @Test
  void everyFieldOfEveryEventIsOneKindOfThing() throws IOException {
    Map<String, Map<String, List<String>>> kinds = new TreeMap<>();
    try (var files = Files.list(Path.of("../docs/events"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".schema.json")).toList()) {
        JsonNode properties = JSON.readTree(Files.readString(file)).required("properties");
        properties.forEachEntry(
            (field, schema) ->
                kinds
                    .computeIfAbsent(field, _ -> new TreeMap<>())
                    .merge(
                        kind(schema),
                        List.of(file.getFileName().toString()),
                        (some, more) -> List.of(some.getFirst(), more.getFirst())));
      }
    }
    assertThat(kinds).hasSizeGreaterThan(150);
    kinds.keySet().removeAll(TWO_MEANINGS);
    kinds.values().removeIf(meanings -> meanings.size() == 1);
    assertThat(kinds).isEmpty();
  }

  /** A code is a text, listed or not. */
  private static String kind(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asString()));
    } else {
      types.add(type.isMissingNode() ? "string" : type.asString());
    }
    types.remove("null");
    return types + " " + schema.path("format").asString("");
  }
}
