package org.retzef.gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.retzef.gateway.RunningGateway;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every event of {@code docs/events} stands in the catalogue, in its topic. */
class EventCatalogueIT {

  private static final Path EVENTS = Path.of("../docs/events");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningGateway gateway = RunningGateway.shared();

  @Test
  void hasEveryEventInItsTopicWithItsExample() throws IOException {
    JsonNode document = RunningGateway.json(gateway.send(gateway.request("/docs/asyncapi.json")));

    assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
    assertThat(document.toString()).doesNotContain("$defs");
    for (String type : types()) {
      JsonNode schema = JSON.readTree(EVENTS.resolve(type + ".schema.json").toFile());
      JsonNode example = JSON.readTree(EVENTS.resolve(type + ".example.json").toFile());
      JsonNode message = inTopic(document, schema.path("x-topic").asString()).path(type);
      assertThat(message.at("/examples/0/payload")).as(type).isEqualTo(example);
      assertThat(message.at("/payload/$ref").asString()).isEqualTo("#/components/schemas/" + type);
      assertThat(message.at("/bindings/kafka/key/description").asString()).isNotEmpty();
      assertThat(document.path("components").path("schemas").path(type).path("required"))
          .isEqualTo(schema.path("required"));
    }
  }

  @Test
  void showsEveryEventToPeople() throws IOException {
    String page = gateway.send(gateway.request("/docs/events")).body();

    for (String type : types()) {
      String id = type.replace('.', '-');
      assertThat(page).contains("<h3 id=\"" + id + "\">").contains("<a href=\"#" + id + "\">");
    }
    assertThat(page).contains("<code>familyId</code>: uuid").doesNotContain("{{");
  }

  @Test
  void servesTheSchemaThatAnEventNames() throws IOException {
    String type = types().getFirst();

    var answer = gateway.send(gateway.request("/docs/events/" + type + ".schema.json"));

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).isEqualTo(Files.readString(EVENTS.resolve(type + ".schema.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.schema.json", "README.md", "portal.html"})
  void servesNothingElse(String name) {
    assertThat(gateway.send(gateway.request("/docs/events/" + name)).statusCode()).isEqualTo(404);
  }

  private static JsonNode inTopic(JsonNode document, String topic) {
    return document
        .path("channels")
        .valueStream()
        .filter(channel -> channel.path("address").asString().equals(topic))
        .findFirst()
        .orElseThrow()
        .path("messages");
  }

  private static List<String> types() throws IOException {
    try (Stream<Path> files = Files.list(EVENTS)) {
      List<String> types =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".schema.json"))
              .map(name -> name.replace(".schema.json", ""))
              .toList();
      assertThat(types).hasSizeGreaterThan(40);
      return types;
    }
  }
}
