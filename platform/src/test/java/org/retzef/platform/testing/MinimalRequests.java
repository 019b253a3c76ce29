package org.retzef.platform.testing;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The least that an operation takes, made from the service's own OpenAPI document. */
final class MinimalRequests {

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode document;

  MinimalRequests(WebTestClient http, String documentPath) {
    document =
        JSON.readTree(
            Objects.requireNonNull(
                http.mutate()
                    .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
                    .responseTimeout(Duration.ofMinutes(1))
                    .build()
                    .get()
                    .uri(documentPath)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody()));
  }

  /**
   * Bodies with what is required and nothing else, days in the past or in the near future; an empty
   * object where none is asked for.
   */
  List<String> bodiesOf(HttpMethod method, String path) {
    JsonNode schema =
        operation(method, path).at("/requestBody/content/application~1json").path("schema");
    return schema.isMissingNode()
        ? List.of("{}")
        : Stream.of(
                LocalDate.of(2026, 1, 1), LocalDate.now(ZoneId.of("Asia/Jerusalem")).plusDays(30))
            .map(day -> valueOf(schema, day).toString())
            .distinct()
            .toList();
  }

  boolean takesJson(HttpMethod method, String path) {
    return operation(method, path).at("/requestBody/content").has("application/json");
  }

  /** The parameters that must be there, from the question mark on. */
  String queryOf(HttpMethod method, String path) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation(method, path).path("parameters")) {
      if (parameter.path("in").asString("").equals("query")
          && parameter.path("required").asBoolean(false)) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(parameter.get("name").asString())
            .append('=')
            .append(valueOf(parameter.path("schema"), LocalDate.of(2026, 1, 1)).asString());
      }
    }
    return query.toString();
  }

  /** The names of the parameters in the question that are days. */
  List<String> daysAskedFor(HttpMethod method, String path) {
    return operation(method, path)
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.path("in").asString("").equals("query"))
        .filter(parameter -> parameter.at("/schema/format").asString("").equals("date"))
        .map(parameter -> parameter.get("name").asString())
        .toList();
  }

  /** Whether what stands in the path for this variable is a number. */
  boolean isNumber(HttpMethod method, String path, String variable) {
    for (JsonNode parameter : operation(method, path).path("parameters")) {
      if (parameter.path("name").asString("").equals(variable)) {
        return typeOf(parameter.path("schema")).equals("integer");
      }
    }
    return false;
  }

  private JsonNode operation(HttpMethod method, String path) {
    return document.path("paths").path(path).path(method.name().toLowerCase(Locale.ROOT));
  }

  private JsonNode valueOf(JsonNode asked, LocalDate day) {
    JsonNode schema = asked;
    while (schema.has("$ref")) {
      schema = document.at(schema.get("$ref").asString().substring(1));
    }
    if (schema.has("example")) {
      return schema.get("example");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(0);
    }
    for (String choice : new String[] {"allOf", "oneOf", "anyOf"}) {
      if (schema.has(choice)) {
        return valueOf(schema.get(choice).get(0), day);
      }
    }
    return switch (typeOf(schema)) {
      case "object" -> objectOf(schema, day);
      case "array" -> arrayOf(schema, day);
      case "integer", "number" -> JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> JSON.getNodeFactory().booleanNode(true);
      default -> JSON.getNodeFactory().stringNode(textOf(schema, day));
    };
  }

  private static String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asString() : type.asString("string");
  }

  private ObjectNode objectOf(JsonNode schema, LocalDate day) {
    ObjectNode object = JSON.createObjectNode();
    for (JsonNode name : schema.path("required")) {
      object.set(name.asString(), valueOf(schema.path("properties").path(name.asString()), day));
    }
    return object;
  }

  private ArrayNode arrayOf(JsonNode schema, LocalDate day) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
      array.add(valueOf(schema.path("items"), day));
    }
    return array;
  }

  private static String textOf(JsonNode schema, LocalDate day) {
    return switch (schema.path("format").asString("")) {
      case "date" -> day.toString();
      case "date-time" -> day + "T00:00:00Z";
      case "uuid" -> UUID.randomUUID().toString();
      default -> "CODE";
    };
  }
}
