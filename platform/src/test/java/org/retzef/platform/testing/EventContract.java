package org.retzef.platform.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.retzef.platform.outbox.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files that other services are written against. */
public final class EventContract {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EventContract() {}

  /** The event as it is told. */
  public static JsonNode told(Event event) {
    return JSON.valueToTree(event);
  }

  /** The producer's example, which its schema must allow. */
  public static JsonNode example(String type) {
    String example = read(type + ".example.json");
    String faults = faultsOf(type, example);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          "the example of " + type + " is not what its schema says: " + faults);
    }
    return JSON.readTree(example);
  }

  /** Where events of this type are told. */
  public static String topic(String type) {
    return schemaOf(type).path("x-topic").asString();
  }

  /**
   * What of the event its schema does not allow, or where else it is told; empty if all is well.
   */
  public static String faultsOf(Event event) {
    String topic = topic(event.type());
    return event.topic().equals(topic)
        ? faultsOf(event.type(), JSON.writeValueAsString(event))
        : event.type() + " is told in " + event.topic() + ", but its schema says " + topic;
  }

  private static String faultsOf(String type, String json) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaOf(type).without("x-topic").toString(), InputFormat.JSON);
    var faults = schema.validate(json, InputFormat.JSON);
    return faults.isEmpty() ? "" : faults.toString();
  }

  private static ObjectNode schemaOf(String type) {
    return (ObjectNode) JSON.readTree(read(type + ".schema.json"));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("../docs/events").resolve(file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
