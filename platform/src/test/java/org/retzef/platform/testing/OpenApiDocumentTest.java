package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class OpenApiDocumentTest {

  private static final String NOTE =
      """
      {"id": "01900000-0000-7000-8000-000000000000", "text": "x", "on": "2026-01-15", "by": null}
      """;

  private final OpenApiDocument document =
      new OpenApiDocument(
          """
          {"paths": {
            "/api/notes/{id}": {
              "get": {
                "parameters": [{"name": "id", "in": "path", "required": true}],
                "responses": {
                  "200": {
                    "headers": {"ETag": {"required": true}},
                    "content": {"application/json":
                      {"schema": {"$ref": "#/components/schemas/Note"}}}},
                  "404": {"$ref": "#/components/responses/404"},
                  "default": {"$ref": "#/components/responses/404"}}},
              "put": {
                "parameters": [{"name": "If-Match", "in": "header", "required": true}],
                "requestBody": {"content": {"application/json":
                  {"schema": {"$ref": "#/components/schemas/Note"}}}},
                "responses": {"204": {}}}}},
           "components": {
             "responses": {"404": {"content": {"application/problem+json":
               {"schema": {"type": "object", "required": ["code"]}}}}},
             "schemas": {"Note": {
               "type": "object",
               "properties": {
                 "id": {"type": "string", "format": "uuid"},
                 "text": {"type": "string", "maxLength": 3},
                 "on": {"type": "string", "format": "date"},
                 "by": {"type": ["string", "null"]}},
               "required": ["id", "text"]}}}}
          """);

  @Test
  void findsNothingWhereTheServiceDoesWhatTheDocumentSays() {
    assertThat(document.mismatches(got(200, NOTE))).isEmpty();
    assertThat(document.mismatches(refused(404, "{\"code\": \"not-found\"}"))).isEmpty();
    assertThat(document.mismatches(refused(503, "{\"code\": \"unavailable\"}"))).isEmpty();
    assertThat(document.mismatches(put(NOTE, "\"1\""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"id\": \"01900000-0000-7000-8000-000000000000\",|''          |'id'",
        "01900000-0000-7000-8000-000000000000            |1            |uuid",
        "2026-01-15                                      |15.1.2026    |date",
        "\"x\"                                           |\"xxxx\"     |3 characters",
        "\"x\"                                           |7            |string expected",
        "\"by\": null                                    |\"to\": null |'to'"
      })
  void findsABodyThatIsNotAsTold(String told, String instead, String found) {
    String body = NOTE.replace(told, instead);
    assertThat(document.mismatches(got(200, body))).singleElement().asString().contains(found);
    assertThat(document.mismatches(put(body, "\"1\"")))
        .singleElement()
        .asString()
        .startsWith("the accepted request body")
        .contains(found);
  }

  @Test
  void findsAStatusThatIsNotTold() {
    assertThat(document.mismatches(refused(409, "{\"code\": \"conflict\"}")))
        .containsExactly("the status is not in the document");
  }

  @Test
  void findsAnOperationThatIsNotToldUnlessItIsRefused() {
    var deleted = exchange(HttpMethod.DELETE, "/api/notes/1", new HttpHeaders(), "", 204, "", null);
    assertThat(document.mismatches(deleted))
        .containsExactly("the operation is not in the document");
    var refused = exchange(HttpMethod.DELETE, "/api/notes/1", new HttpHeaders(), "", 403, "", null);
    assertThat(document.mismatches(refused)).isEmpty();
  }

  @Test
  void findsHeadersThatAreMissingOrNotTold() {
    Exchange exchange = got(200, NOTE);
    exchange.responseHeaders().remove(HttpHeaders.ETAG);
    exchange.responseHeaders().set(HttpHeaders.LINK, "</api/notes>; rel=\"next\"");
    assertThat(document.mismatches(exchange))
        .containsExactly("the header ETag is missing", "the header Link is not in the document");
  }

  @Test
  void findsParametersThatAreNotDemandedOrNotTold() {
    assertThat(document.mismatches(put(NOTE, null)))
        .containsExactly("accepted without the required If-Match");
    var filtered =
        exchange(HttpMethod.GET, "/api/notes/1?by=me", new HttpHeaders(), "", 200, NOTE, "\"1\"");
    assertThat(document.mismatches(filtered))
        .containsExactly("the parameter by is not in the document");
  }

  @Test
  void findsABodyOfATypeThatIsNotTold() {
    Exchange exchange = got(200, NOTE);
    exchange.responseHeaders().setContentType(MediaType.TEXT_HTML);
    assertThat(document.mismatches(exchange))
        .singleElement()
        .asString()
        .contains("text/html", "not in the document");
  }

  private static Exchange got(int status, String body) {
    return exchange(HttpMethod.GET, "/api/notes/1", new HttpHeaders(), "", status, body, "\"1\"");
  }

  private static Exchange refused(int status, String body) {
    Exchange exchange =
        exchange(HttpMethod.GET, "/api/notes/1", new HttpHeaders(), "", status, body, null);
    exchange.responseHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return exchange;
  }

  private static Exchange put(String body, String version) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_JSON);
    if (version != null) {
      headers.setIfMatch(version);
    }
    return exchange(HttpMethod.PUT, "/api/notes/1", headers, body, 204, "", null);
  }

  private static Exchange exchange(
      HttpMethod method,
      String address,
      HttpHeaders sent,
      String sentBody,
      int status,
      String body,
      String version) {
    HttpHeaders received = new HttpHeaders();
    if (!body.isEmpty()) {
      received.setContentType(MediaType.APPLICATION_JSON);
    }
    if (version != null) {
      received.setETag(version);
    }
    return new Exchange(
        method, URI.create("http://localhost" + address), sent, sentBody, status, received, body);
  }
}
