package org.retzef.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.retzef.platform.caller.AccessRules.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadmeTest {

  private static final Path README = Path.of("README.md");

  @Test
  void isReadInAFewMinutes() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void tellsWhatEachFeatureIsFor() throws IOException {
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/org/retzef/family"))) {
      assertNamed(
          sources
              .filter(Files::isDirectory)
              .map(feature -> feature.getFileName().toString())
              .toList());
    }
  }

  @Test
  void tellsWhatTheServiceOffers() throws IOException {
    assertNamed(
        new FamilyAccess()
            .accessRules().rules().stream()
                .filter(rule -> rule.path().startsWith("/api/v1/"))
                .map(ReadmeTest::resource)
                .distinct()
                .toList());
  }

  private static String resource(Rule rule) {
    String resource = rule.path().split("/")[3];
    return resource.equals("partner") ? "partner/…" : resource;
  }

  @Test
  void tellsWhatTheServicePublishes() throws IOException {
    for (String topic : List.of("retzef.organisation.events", "retzef.family.events")) {
      assertNamed(List.of(topic));
      assertNamed(eventsOf(topic));
    }
  }

  private static List<String> eventsOf(String topic) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs/events"))) {
      return files
          .filter(file -> file.toString().endsWith(".schema.json"))
          .filter(schema -> read(schema).path("x-topic").asString("").equals(topic))
          .map(schema -> schema.getFileName().toString())
          .map(name -> name.replaceAll("^org\\.retzef\\.|\\.v\\d+\\.schema\\.json$", ""))
          .toList();
    }
  }

  private static JsonNode read(Path schema) {
    return new JsonMapper().readTree(schema);
  }

  private static void assertNamed(List<String> names) throws IOException {
    assertThat(names).isNotEmpty();
    assertThat(Files.readString(README)).contains(names.stream().map("`%s`"::formatted).toList());
  }
}
