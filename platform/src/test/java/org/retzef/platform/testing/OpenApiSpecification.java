package org.retzef.platform.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAPI 3.1: its official schema (see {@code openapi-3.1/README.md}) and the rules that a schema
 * cannot say.
 */
final class OpenApiSpecification {

  private static final String SCHEMA = "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaIdResolvers(
                  ids ->
                      ids.mapPrefix(
                          "https://spec.openapis.org/oas/3.1/",
                          "classpath:org/retzef/platform/testing/openapi-3.1/")));

  private OpenApiSpecification() {}

  /** What is wrong with the document; empty if it is valid. */
  static List<String> faults(@Nullable String json) {
    JsonNode document = new JsonMapper().readTree(json);
    List<String> faults = new ArrayList<>();
    SCHEMAS
        .getSchema(SchemaLocation.of(SCHEMA))
        .validate(document.toString(), InputFormat.JSON)
        .forEach(error -> faults.add(error.getInstanceLocation() + ": " + error.getMessage()));
    document.findValues("$ref").stream()
        .map(JsonNode::asString)
        .filter(reference -> !isKnown(document, reference))
        .forEach(reference -> faults.add(reference + ": leads nowhere"));
    Set<String> ids = new HashSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(operation -> checkOperation(path.getKey(), operation, ids, faults)));
    return faults;
  }

  private static boolean isKnown(JsonNode document, String reference) {
    return reference.startsWith("#/") && !document.at(reference.substring(1)).isMissingNode();
  }

  private static void checkOperation(
      String path, Map.Entry<String, JsonNode> operation, Set<String> ids, List<String> faults) {
    String name = operation.getKey() + " " + path;
    JsonNode id = operation.getValue().path("operationId");
    if (!id.isString() || !ids.add(id.asString())) {
      faults.add(name + ": has no operationId of its own");
    }
    Set<String> variables =
        VARIABLE.matcher(path).results().map(found -> found.group(1)).collect(Collectors.toSet());
    Set<String> parameters =
        operation
            .getValue()
            .path("parameters")
            .valueStream()
            .filter(parameter -> parameter.path("in").asString().equals("path"))
            .map(parameter -> parameter.path("name").asString())
            .collect(Collectors.toSet());
    if (!variables.equals(parameters)) {
      faults.add(name + ": declares the path parameters " + parameters);
    }
  }
}
