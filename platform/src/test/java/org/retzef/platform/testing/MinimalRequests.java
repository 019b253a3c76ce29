package org.retzef.platform.testing;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
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

  /** A body with what is required and nothing else; an empty object where none is asked for. */
  String bodyOf(HttpMethod method, String path) {
    JsonNode schema =
        operation(method, path).at("/requestBody/content/application~1json").path("schema");
    return schema.isMissingNode() ? "{}" : valueOf(schema).toString();
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
            .append(valueOf(parameter.path("schema")).asString());
      }
    }
    return query.toString();
  }

  private JsonNode operation(HttpMethod method, String path) {
    return document.path("paths").path(path).path(method.name().toLowerCase(Locale.ROOT));
  }

  private JsonNode valueOf(JsonNode asked) {
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
        return valueOf(schema.get(choice).get(0));
      }
    }
    return switch (typeOf(schema)) {
      case "object" -> objectOf(schema);
      case "array" -> arrayOf(schema);
      case "integer", "number" -> JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> JSON.getNodeFactory().booleanNode(true);
      default -> JSON.getNodeFactory().stringNode(textOf(schema));
    };
  }

  private static String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asString() : type.asString("string");
  }

  private ObjectNode objectOf(JsonNode schema) {
    ObjectNode object = JSON.createObjectNode();
    for (JsonNode name : schema.path("required")) {
      object.set(name.asString(), valueOf(schema.path("properties").path(name.asString())));
    }
    return object;
  }

  private ArrayNode arrayOf(JsonNode schema) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
      array.add(valueOf(schema.path("items")));
    }
    return array;
  }

  private static String textOf(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "date" -> "2026-01-01";
      case "date-time" -> "2026-01-01T00:00:00Z";
      case "uuid" -> UUID.randomUUID().toString();
      default -> "CODE";
    };
  }
}
