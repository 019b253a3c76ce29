package org.retzef.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is no amount and no text, sent to each field that is one, of each body that the service's
 * own document tells of: what {@link BadInputIT} tries at one door is refused at all.
 */
@RetzefIT
class HostileBodiesIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEEP = 6;

  private static final List<String> NO_TEXTS =
      List.of("\"\\u05d0\\u0000\\u05d1\"", "\"\\u05d0\\u202e\\u05d1\"", "\"\\ud800\"");

  @Autowired private WebTestClient http;

  @Value("${springdoc.api-docs.path}")
  private String path;

  private WebTestClient client;
  private JsonNode document;
  private String everybody;

  /**
   * @param path of the endpoint, with ids in it
   * @param name of the field, as a fault names it: {@code items[0].amount}
   */
  private record Field(HttpMethod method, String path, String name) {

    Field named(String name) {
      return new Field(method, path, name);
    }

    /** With this field and nothing else. */
    String body(String value) {
      String body = value;
      String[] steps = name.split("\\.");
      for (int i = steps.length - 1; i >= 0; i--) {
        boolean listed = steps[i].endsWith("[0]");
        String step = listed ? steps[i].substring(0, steps[i].length() - 3) : steps[i];
        body = "{\"" + step + "\": " + (listed ? "[" + body + "]" : body) + "}";
      }
      return body;
    }
  }

  @BeforeEach
  void readTheDocument() {
    client =
        http.mutate()
            .filters(List::clear) // what is refused is refused unread
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .responseTimeout(Duration.ofMinutes(1))
            .build();
    document =
        JSON.readTree(
            Objects.requireNonNull(
                client
                    .get()
                    .uri(path)
                    .exchange()
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody()));
    everybody =
        TestTokens.of("hostile-1")
            .unit("IL")
            .roles(
                "family-social-worker",
                "team-lead",
                "department-head",
                "supervisor",
                "national-manager",
                "basket-manager",
                "vendor")
            .claim("vendor", "VENDOR-DEMO")
            .signed();
  }

  @Test
  void noFieldTakesAnAmountThatIsNone() {
    List<Field> amounts = fields(HostileBodiesIT::isMoney);
    assertThat(amounts)
        .extracting(Field::name)
        .contains("amount", "items[0].amount", "rows[0].total", "principal", "cap");
    List<String> taking = new ArrayList<>();
    for (Field field : amounts) {
      WrongAmounts.ALL.forEach(
          value -> collect(taking, field, value, "\"code\":\"money-invalid\""));
      if (!field.path.contains("/service-plans/")) { // a service may cost nothing
        List.of("0", "\"0.00\"")
            .forEach(value -> collect(taking, field, value, "\"code\":\"money-zero\""));
      }
    }
    assertThat(taking).isEmpty();
  }

  @Test
  void noFieldTakesTextThatHidesOrTurns() {
    List<Field> texts = fields(schema -> isText(schema) && !isMoney(schema));
    assertThat(texts)
        .extracting(Field::name)
        .contains("note", "items[0].description", "name", "nameHe", "reasonCode");
    List<String> taking = new ArrayList<>();
    for (Field field : texts) {
      NO_TEXTS.forEach(value -> collect(taking, field, value, ""));
    }
    assertThat(taking).isEmpty();
  }

  private void collect(List<String> taking, Field field, String value, String code) {
    var answer = answer(field, value);
    String body = new String(Objects.requireNonNullElse(answer.getResponseBody(), new byte[0]));
    boolean refused =
        answer.getStatus().value() == 400
            && body.contains("\"field\":\"" + field.name + "\"")
            && body.contains(code);
    if (!refused) {
      taking.add(field + " takes " + value + ": " + answer.getStatus() + " " + body);
    }
  }

  private EntityExchangeResult<byte[]> answer(Field field, String value) {
    return client
        .method(field.method)
        .uri(field.path)
        .headers(
            headers -> {
              headers.setBearerAuth(everybody);
              headers.setIfMatch("\"1\"");
              headers.set("Idempotency-Key", UUID.randomUUID().toString());
            })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(field.body(value))
        .exchange()
        .expectBody()
        .returnResult();
  }

  private List<Field> fields(Predicate<JsonNode> wanted) {
    List<Field> found = new ArrayList<>();
    for (var address : document.path("paths").properties()) {
      for (var operation : address.getValue().properties()) {
        JsonNode body = operation.getValue().at("/requestBody/content/application~1json");
        var method = HttpMethod.valueOf(operation.getKey().toUpperCase(Locale.ROOT));
        collect(
            found,
            new Field(method, withIds(address.getKey()), ""),
            body.path("schema"),
            wanted,
            0);
      }
    }
    return found;
  }

  private static String withIds(String address) {
    return address
        .replace("{n}", "1")
        .replace("{code}", "FOOD")
        .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
  }

  private void collect(
      List<Field> found, Field at, JsonNode asked, Predicate<JsonNode> wanted, int depth) {
    JsonNode schema = asked;
    while (schema.has("$ref")) {
      schema = document.at(schema.get("$ref").asString().substring(1));
    }
    if (depth > DEEP) {
      return;
    }
    if (!at.name.isEmpty() && wanted.test(schema)) {
      found.add(at);
    }
    for (var property : schema.path("properties").properties()) {
      String name = at.name.isEmpty() ? property.getKey() : at.name + "." + property.getKey();
      collect(found, at.named(name), property.getValue(), wanted, depth + 1);
    }
    if (schema.has("items")) {
      collect(found, at.named(at.name + "[0]"), schema.get("items"), wanted, depth + 1);
    }
  }

  private static boolean isText(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.toString().contains("\"string\"")
        : type.asString("").equals("string");
  }

  private static boolean isMoney(JsonNode schema) {
    return schema.path("pattern").asString("").startsWith("^-?[0-9]+");
  }
}
