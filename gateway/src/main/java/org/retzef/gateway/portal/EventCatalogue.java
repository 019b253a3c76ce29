package org.retzef.gateway.portal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events as one AsyncAPI 3.0 document: {@code asyncapi.json} has the topics and headers, {@code
 * docs/events} the messages. A schema's {@code x-topic} says where it is told; in its description,
 * what stands behind "Key:" is the record's key.
 */
@Component
final class EventCatalogue {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String SUFFIX = ".schema.json";

  private final Mono<JsonNode> document =
      Mono.fromCallable(EventCatalogue::write).subscribeOn(Schedulers.boundedElastic()).cache();

  /** Written when it is first asked for. */
  Mono<JsonNode> document() {
    return document;
  }

  Mono<String> json() {
    return document.map(JsonNode::toString);
  }

  private static JsonNode write() throws IOException {
    var document = (ObjectNode) read(new ClassPathResource("portal/asyncapi.json"));
    for (Resource file : schemas()) {
      String name = Objects.requireNonNull(file.getFilename());
      String type = name.substring(0, name.length() - SUFFIX.length());
      var example = new ClassPathResource("portal/events/" + type + ".example.json");
      add(document, type, (ObjectNode) read(file), read(example));
    }
    return document;
  }

  private static List<Resource> schemas() throws IOException {
    List<Resource> found =
        new ArrayList<>(
            List.of(
                new PathMatchingResourcePatternResolver()
                    .getResources("classpath:portal/events/*" + SUFFIX)));
    found.sort(Comparator.comparing(file -> Objects.toString(file.getFilename())));
    return found;
  }

  private static JsonNode read(Resource file) throws IOException {
    try (InputStream content = file.getInputStream()) {
      return JSON.readTree(content);
    }
  }

  private static void add(ObjectNode document, String type, ObjectNode schema, JsonNode example) {
    String topic = schema.path("x-topic").asString();
    ObjectNode channel = channel(document, topic);
    String[] words = schema.path("description").asString().split(" Key: ", 2);
    ObjectNode message = channel.withObjectProperty("messages").putObject(type);
    message.put("name", type).put("title", title(type)).put("summary", words[0]);
    message.put("contentType", "application/json");
    message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/cloudEvent");
    message
        .putObject("bindings")
        .putObject("kafka")
        .putObject("key")
        .put("type", "string")
        .put("description", words[1]);
    message.putObject("payload").put("$ref", SCHEMAS + type);
    message.putArray("examples").addObject().put("name", "example").set("payload", example);
    document
        .withObjectProperty("components")
        .withObjectProperty("schemas")
        .set(type, standingAlone(schema).put("description", words[0]));
  }

  private static ObjectNode channel(ObjectNode document, String topic) {
    for (JsonNode channel : document.path("channels")) {
      if (channel.path("address").asString().equals(topic)) {
        return (ObjectNode) channel;
      }
    }
    throw new IllegalStateException("asyncapi.json has no topic " + topic);
  }

  /** {@code org.retzef.family.enrolled.v1}: family enrolled. */
  private static String title(String type) {
    return type.replaceFirst("^org\\.retzef\\.", "")
        .replaceFirst("\\.v1$", "")
        .replaceAll("[.-]", " ");
  }

  /** Within another document, what a schema defines for itself stands where it is used. */
  private static ObjectNode standingAlone(ObjectNode schema) {
    ObjectNode alone = (ObjectNode) resolved(schema, schema);
    alone.remove(List.of("$schema", "$defs", "x-topic"));
    return alone;
  }

  private static JsonNode resolved(JsonNode part, JsonNode schema) {
    String reference = part.path("$ref").asString("");
    if (reference.startsWith("#/$defs/")) {
      return resolved(schema.at(reference.substring(1)), schema);
    }
    if (part instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(it -> copy.set(it.getKey(), resolved(it.getValue(), schema)));
      return copy;
    }
    if (part.isArray()) {
      var copy = JSON.createArrayNode();
      part.forEach(item -> copy.add(resolved(item, schema)));
      return copy;
    }
    return part;
  }
}
