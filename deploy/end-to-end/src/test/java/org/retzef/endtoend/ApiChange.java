package org.retzef.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a service's OpenAPI document, for its clients. The comparison is openapi-diff's;
 * it does not see types as OpenAPI 3.1 writes them, so both documents are told in the words of 3.0.
 */
final class ApiChange {

  private static final JsonMapper JSON = new JsonMapper();

  private ApiChange() {}

  /** What clients of the former document cannot bear; empty if all is well. */
  static String breaks(String former, String now) {
    ChangedOpenApi change = OpenApiCompare.fromContents(in30(former), in30(now));
    if (change.isCompatible()) {
      return "";
    }
    return String.join("\n", Stream.concat(missing(change), changed(change)).toList());
  }

  private static Stream<String> missing(ChangedOpenApi change) {
    return change.getMissingEndpoints().stream().map(gone -> gone + " is gone");
  }

  private static Stream<String> changed(ChangedOpenApi change) {
    return change.getChangedOperations().stream()
        .filter(operation -> operation.isIncompatible())
        .map(operation -> operation.getHttpMethod() + " " + operation.getPathUrl() + " breaks");
  }

  private static String in30(String document) {
    ObjectNode told = (ObjectNode) JSON.readTree(document);
    told.put("openapi", "3.0.3");
    tellTypes(told);
    return told.toString();
  }

  private static void tellTypes(JsonNode part) {
    part.forEach(ApiChange::tellTypes);
    if (part instanceof ObjectNode schema) {
      if (schema.path("type") instanceof ArrayNode types) {
        tellType(schema, types);
      }
      if (schema.path("anyOf") instanceof ArrayNode choices) {
        tellChoice(schema, choices);
      }
      if (schema.path("required") instanceof ArrayNode names) {
        names.removeIf(name -> isNullable(schema, name.asString()));
      }
    }
  }

  /** To a client, null is as good as missing; openapi-diff looks at what is missing only. */
  private static boolean isNullable(ObjectNode schema, String property) {
    return schema.path("properties").path(property).path("nullable").asBoolean(false);
  }

  /** {@code "type": ["string", "null"]}. */
  private static void tellType(ObjectNode schema, ArrayNode types) {
    List<String> names = new ArrayList<>(types.valueStream().map(JsonNode::asString).toList());
    schema.put("nullable", names.remove("null"));
    schema.put("type", String.join(" or ", names));
  }

  /** {@code "anyOf": [{"$ref": …}, {"type": "null"}]}. */
  private static void tellChoice(ObjectNode schema, ArrayNode choices) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).path("type").asString("").equals("null")) {
        choices.remove(i);
        schema.put("nullable", true);
        schema.remove("anyOf");
        schema.set(choices.size() == 1 ? "allOf" : "anyOf", choices);
        return;
      }
    }
  }
}
