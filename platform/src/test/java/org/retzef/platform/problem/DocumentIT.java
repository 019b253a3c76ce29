package org.retzef.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServesValidOpenApi;
import org.retzef.platform.testing.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RetzefIT
class DocumentIT implements ServesValidOpenApi {

  private static final String WRITER = TestTokens.token("writer-1", "IL.SOUTH", "writer");

  @Autowired private WebTestClient http;
  @Autowired private JsonMapper json;
  private JsonNode document;

  @BeforeEach
  void read() {
    document =
        json.readTree(
            http.mutate()
                .responseTimeout(Duration.ofMinutes(1))
                .build()
                .get()
                .uri("/docs/openapi/platform-service.json")
                .header("Accept-Language", "ar")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody());
  }

  @Test
  void namesTheServiceAndItsOperations() {
    assertThat(document.at("/info/title").asString()).isEqualTo("Retzef platform-service");
    assertThat(document.at("/servers/0/url").asString()).isEqualTo("/");
    JsonNode write = operation("post", "/api/v1/notes");
    assertThat(write.path("operationId").asString()).isEqualTo("noteWrite");
    assertThat(write.at("/tags/0").asString()).isEqualTo("Note");
    assertThat(document.at("/tags/0/name").asString()).isEqualTo("Note");
    assertThat(document.at("/tags/0/description").asString()).isEqualTo("What people write down.");
    assertThat(names(document.path("paths"))).isSorted();
    assertThat(write.path("summary").asString()).isEqualTo("Writes something down");
  }

  @Test
  void tellsWhoMayCallAndLeavesOutWhatNobodyMay() {
    JsonNode list = operation("get", "/api/v1/notes");
    assertThat(list.path("description").asString()).isEqualTo("For: `writer`, `scope:notes:read`");
    assertThat(list.at("/security/0").has("token")).isTrue();
    assertThat(names(list.path("responses"))).contains("401", "403");
    JsonNode open = operation("get", "/api/v1/notes/{id}");
    assertThat(open.path("security").size()).isZero();
    assertThat(open.path("description").asString()).isEqualTo("For everybody, without a token");
    assertThat(names(open.path("responses"))).doesNotContain("401", "403");
    assertThat(names(document.path("paths"))).doesNotContain("/api/v1/notes/forgotten");
  }

  @Test
  void tellsTheHeadersAndParametersThatStandForPlatformTypes() {
    assertThat(parameters(operation("get", "/api/v1/notes"))).containsExactly("limit", "cursor");
    assertThat(operation("get", "/api/v1/notes").at("/parameters/0/schema/maximum").asInt())
        .isEqualTo(200);
    JsonNode key = operation("post", "/api/v1/notes").at("/parameters/0");
    assertThat(key.path("name").asString()).isEqualTo("Idempotency-Key");
    assertThat(key.path("required").asBoolean()).isFalse();
    assertThat(
            operation("post", "/api/v1/notes/{id}/payment")
                .at("/parameters/1/required")
                .asBoolean())
        .isTrue();
    assertThat(parameters(operation("patch", "/api/v1/notes/{id}")))
        .containsExactly("id", "If-Match");
    JsonNode payment = operation("post", "/api/v1/notes/{id}/payment");
    assertThat(parameters(payment)).containsExactly("id", "Idempotency-Key", "If-Match");
    assertThat(payment.at("/parameters/2/required").asBoolean()).isFalse();
    assertThat(names(payment.path("responses"))).contains("412").doesNotContain("428");
    assertThat(names(document.at("/components/schemas")))
        .containsExactlyInAnyOrder(
            "Note",
            "NoteControllerWriting",
            "NoteKind",
            "NoteLine",
            "PageNote",
            "Problem",
            "ProblemError");
  }

  @Test
  void tellsWhichAnswersAreGiven() {
    assertThat(names(operation("post", "/api/v1/notes").path("responses")))
        .containsExactlyInAnyOrder(
            "201", "400", "401", "403", "404", "409", "413", "415", "422", "429", "503", "default");
    assertThat(names(operation("patch", "/api/v1/notes/{id}").path("responses")))
        .contains("200", "412", "428")
        .doesNotContain("422");
    assertThat(names(operation("post", "/api/v1/notes/{id}/payment").path("responses")))
        .contains("202")
        .doesNotContain("200", "201", "413");
    assertThat(names(operation("post", "/api/v1/notes").at("/responses/201/headers")))
        .containsExactlyInAnyOrder("Location", "ETag", "Idempotency-Replayed");
  }

  @Test
  void saysOfRecordsWhatTheCodeSays() {
    JsonNode note = document.at("/components/schemas/Note");
    assertThat(note.path("description").asString()).isEqualTo("What is written down.");
    assertThat(note.path("required").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder("id", "unit", "kind", "ink", "version");
    assertThat(note.at("/properties/unit/pattern").asString()).startsWith("^IL");
    assertThat(note.at("/properties/before/anyOf/1/type").asString()).isEqualTo("null");
    JsonNode line = document.at("/components/schemas/NoteLine/properties");
    assertThat(line.at("/text/maxLength").asInt()).isEqualTo(5);
    assertThat(line.at("/on/type").toString()).contains("null");
    assertThat(line.at("/on/description").asString()).isEqualTo("the day it was written");
    assertThat(
            document
                .at("/components/schemas/NoteControllerWriting/properties/word/pattern")
                .asString())
        .isEqualTo("^([a-z]+|[0-9]+)$");
  }

  @Test
  void isHeldAgainstEveryExchangeOfATest() {
    write("fine").expectStatus().isCreated();
    assertThatThrownBy(() -> write("ok"))
        .hasMessageContaining("POST /api/v1/notes answered with 200")
        .hasMessageContaining("the status is not in the document");
    assertThatThrownBy(() -> write("unversioned"))
        .hasMessageContaining("the header ETag is missing");
    assertThatThrownBy(
            () ->
                http.get()
                    .uri("/api/v1/notes?before=2026-01-15")
                    .headers(headers -> headers.setBearerAuth(WRITER))
                    .exchange())
        .hasMessageContaining("the parameter before is not in the document");
    http.get()
        .uri("/api/v1/notes/" + UUID.randomUUID())
        .exchange()
        .expectBody()
        .jsonPath("$.unit")
        .isEqualTo("IL");
  }

  private WebTestClient.ResponseSpec write(String word) {
    return http.post()
        .uri("/api/v1/notes")
        .headers(headers -> headers.setBearerAuth(WRITER))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"word\": \"" + word + "\"}")
        .exchange();
  }

  private JsonNode operation(String method, String path) {
    JsonNode operation = document.path("paths").path(path).path(method);
    assertThat(operation.isMissingNode()).as(method + " " + path).isFalse();
    return operation;
  }

  private static List<String> parameters(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(parameter -> parameter.path("name").asString())
        .toList();
  }

  private static List<String> names(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }
}
