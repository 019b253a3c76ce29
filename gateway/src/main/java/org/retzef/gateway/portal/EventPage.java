package org.retzef.gateway.portal;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The event catalogue for people: topics, their messages, and of each the fields and an example.
 */
final class EventPage {

  private static final String START =
      """
      # Events

      %s

      The same for programs, as AsyncAPI 3.0: [asyncapi.json](/docs/asyncapi.json).

      """;

  private final JsonNode document;
  private final StringBuilder page = new StringBuilder();

  private EventPage(JsonNode document) {
    this.document = document;
  }

  static String markdown(JsonNode document) {
    return new EventPage(document).write();
  }

  private String write() {
    page.append(START.formatted(document.at("/info/description").asString()));
    for (JsonNode channel : document.path("channels")) {
      String topic = channel.path("address").asString();
      page.append("- [%s](#%s)\n".formatted(topic, Pages.idOf(topic)));
    }
    page.append("\n## Headers\n\n");
    addFields(document.at("/components/schemas/headers"));
    document.path("channels").forEach(this::addChannel);
    return page.toString();
  }

  private void addChannel(JsonNode channel) {
    page.append("\n## %s\n\n".formatted(channel.path("address").asString()));
    page.append(channel.path("description").asString()).append("\n\n");
    channel
        .path("messages")
        .forEach(
            message -> {
              String name = message.path("name").asString();
              page.append("- [%s](#%s)\n".formatted(name, Pages.idOf(name)));
            });
    channel.path("messages").forEach(this::addMessage);
  }

  private void addMessage(JsonNode message) {
    page.append("\n### %s\n\n".formatted(message.path("name").asString()));
    page.append(message.path("summary").asString()).append("\n\n");
    page.append("Key: %s\n\n".formatted(message.at("/bindings/kafka/key/description").asString()));
    addFields(target(message.path("payload")));
    for (JsonNode example : message.path("examples")) {
      page.append("\n```json\n%s\n```\n".formatted(example.path("payload").toPrettyString()));
    }
  }

  private JsonNode target(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private void addFields(JsonNode schema) {
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      page.append("- `%s`: %s".formatted(field.getKey(), kind(field.getValue())));
      page.append(required.contains(field.getKey()) ? "" : ", may be missing");
      String description = field.getValue().path("description").asString("");
      page.append(description.isEmpty() ? "\n" : ". " + description + "\n");
    }
  }

  /** {@code uuid or null}, {@code one of PAID, OPEN}. */
  private static String kind(JsonNode schema) {
    if (schema.has("const")) {
      return "`" + schema.path("const").asString() + "`";
    }
    if (schema.has("enum")) {
      return "one of "
          + schema
              .path("enum")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.joining(", "));
    }
    if (schema.has("format")) {
      return schema.path("format").asString() + (isNullable(schema) ? " or null" : "");
    }
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
        : type.asString("");
  }

  private static boolean isNullable(JsonNode schema) {
    return schema.path("type").valueStream().anyMatch(type -> type.asString().equals("null"));
  }
}
