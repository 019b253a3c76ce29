package org.retzef.platform.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A service's OpenAPI document, held against what the service does. */
final class OpenApiDocument {

  private static final JsonMapper JSON = new JsonMapper();

  /** The contract's headers: an answer that carries one says so in the document. */
  private static final Set<String> TOLD_HEADERS =
      Set.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.LINK, "Idempotency-Replayed");

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Schema schemas;

  OpenApiDocument(String json) {
    document = JSON.readTree(json);
    document.path("paths").properties().forEach(path -> addOperations(path.getKey()));
    operations.sort(Comparator.comparing(Operation::path));
    SchemaRegistryConfig strict =
        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
    schemas =
        SchemaRegistry.withDialect(dialect(), registry -> registry.schemaRegistryConfig(strict))
            .getSchema(closed(document));
  }

  /** The document's own words, too, lest the library wonder at them. */
  private static Dialect dialect() {
    Dialect.Builder dialect = Dialect.builder(Dialects.getOpenApi31());
    List.of("openapi", "info", "servers", "tags", "paths", "components")
        .forEach(word -> dialect.keyword(new NonValidationKeyword(word)));
    return dialect.build();
  }

  private void addOperations(String path) {
    PathPattern pattern = PathPatternParser.defaultInstance.parse(path);
    Node item = new Node(document, "").child("paths").child(path);
    for (String method : item.json().propertyNames()) {
      operations.add(new Operation(method, pattern, item.child(method)));
    }
  }

  /** A field that the document does not tell is a mismatch too, so nothing may be added to it. */
  private static String closed(JsonNode document) {
    JsonNode copy = document.deepCopy();
    for (JsonNode schema : copy.path("components").path("schemas")) {
      if (schema instanceof ObjectNode record && record.has("properties")) {
        record.put("additionalProperties", false);
      }
    }
    return copy.toString();
  }

  /** What the exchange does otherwise than the document says; empty if all is well. */
  List<String> mismatches(Exchange exchange) {
    Operation operation = find(exchange);
    if (operation == null) {
      return exchange.isRefused() ? List.of() : List.of("the operation is not in the document");
    }
    List<String> mismatches = new ArrayList<>(ofResponse(operation, exchange));
    if (exchange.isAccepted()) {
      mismatches.addAll(ofParameters(operation, exchange));
      mismatches.addAll(ofRequestBody(operation, exchange));
    }
    return mismatches;
  }

  private @Nullable Operation find(Exchange exchange) {
    PathContainer path = PathContainer.parsePath(exchange.address().getRawPath());
    return operations.stream()
        .filter(operation -> operation.method().equalsIgnoreCase(exchange.method().name()))
        .filter(operation -> operation.path().matches(path))
        .findFirst()
        .orElse(null);
  }

  private List<String> ofResponse(Operation operation, Exchange exchange) {
    Node responses = operation.node().child("responses");
    Node response = responses.child(Integer.toString(exchange.status())).target();
    if (response.json().isMissingNode() && isEveryonesFailure(exchange.status())) {
      response = responses.child("default").target();
    }
    if (response.json().isMissingNode()) {
      return List.of("the status is not in the document");
    }
    List<String> mismatches = new ArrayList<>(ofHeaders(response, exchange.responseHeaders()));
    mismatches.addAll(
        ofBody(
            "the response body",
            response,
            exchange.responseHeaders().getContentType(),
            exchange.responseBody()));
    return mismatches;
  }

  /** What any operation may meet stands under {@code default}; every other status has a name. */
  private static boolean isEveryonesFailure(int status) {
    return status == 429 || status >= 500;
  }

  private static List<String> ofHeaders(Node response, HttpHeaders headers) {
    JsonNode told = response.json().path("headers");
    List<String> mismatches = new ArrayList<>();
    told.properties().stream()
        .filter(header -> header.getValue().path("required").asBoolean(false))
        .filter(header -> !headers.containsHeader(header.getKey()))
        .forEach(header -> mismatches.add("the header " + header.getKey() + " is missing"));
    TOLD_HEADERS.stream()
        .filter(header -> headers.containsHeader(header) && !told.has(header))
        .forEach(header -> mismatches.add("the header " + header + " is not in the document"));
    return mismatches;
  }

  private static List<String> ofParameters(Operation operation, Exchange exchange) {
    List<JsonNode> told = operation.node().json().path("parameters").valueStream().toList();
    List<String> mismatches = new ArrayList<>();
    told.stream()
        .filter(parameter -> parameter.path("required").asBoolean(false))
        .filter(parameter -> !isSent(parameter, exchange))
        .forEach(
            parameter ->
                mismatches.add(
                    "accepted without the required " + parameter.path("name").asString()));
    Predicate<String> isTold =
        name -> told.stream().anyMatch(parameter -> isQuery(parameter, name));
    exchange.queryNames().stream()
        .filter(isTold.negate())
        .forEach(name -> mismatches.add("the parameter " + name + " is not in the document"));
    return mismatches;
  }

  private static boolean isSent(JsonNode parameter, Exchange exchange) {
    String name = parameter.path("name").asString();
    return switch (parameter.path("in").asString()) {
      case "header" -> exchange.requestHeaders().containsHeader(name);
      case "query" -> exchange.queryNames().contains(name);
      default -> true;
    };
  }

  private static boolean isQuery(JsonNode parameter, String name) {
    return parameter.path("in").asString().equals("query")
        && parameter.path("name").asString().equals(name);
  }

  private List<String> ofRequestBody(Operation operation, Exchange exchange) {
    return ofBody(
        "the accepted request body",
        operation.node().child("requestBody").target(),
        exchange.requestHeaders().getContentType(),
        exchange.requestBody());
  }

  private List<String> ofBody(String what, Node owner, @Nullable MediaType type, String body) {
    Node content = owner.child("content");
    if (body.isEmpty()) {
      return content.json().isEmpty() || type == null || isStreamed(type)
          ? List.of()
          : List.of(what + " is empty");
    }
    Optional<String> told =
        content.json().propertyNames().stream()
            .filter(name -> type != null && MediaType.parseMediaType(name).includes(type))
            .findFirst();
    if (told.isEmpty()) {
      return List.of(what + " is of the type " + type + ", which is not in the document");
    }
    Node schema = content.child(told.get()).child("schema");
    return schema.json().isMissingNode() ? List.of() : violations(what, schema, body);
  }

  private static boolean isStreamed(MediaType type) {
    return !type.isCompatibleWith(MediaType.APPLICATION_JSON)
        && !type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private List<String> violations(String what, Node schema, String body) {
    return schemas
        .getRefSchema(SchemaLocation.Fragment.of("#" + schema.pointer()))
        .validate(body, InputFormat.JSON)
        .stream()
        .map(violation -> what + " " + violation.getInstanceLocation() + violation.getMessage())
        .toList();
  }

  private record Operation(String method, PathPattern path, Node node) {}

  /** A place in the document, so that its schema can be found again by pointer. */
  private record Node(JsonNode document, String pointer) {

    JsonNode json() {
      return pointer.isEmpty() ? document : document.at(pointer);
    }

    Node child(String name) {
      return new Node(document, pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    Node target() {
      String reference = json().path("$ref").asString("");
      return reference.startsWith("#") ? new Node(document, reference.substring(1)) : this;
    }
  }
}
