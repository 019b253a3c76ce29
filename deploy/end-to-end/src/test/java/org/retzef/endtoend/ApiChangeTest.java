package org.retzef.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planted changes: each that a client would feel is found, and no other. */
class ApiChangeTest {

  private static final String FORMER =
      """
      {"openapi": "3.1.0", "info": {"title": "Notes", "version": "v1"},
       "paths": {
         "/notes": {"post": {
           "operationId": "noteWrite",
           "parameters": [
             {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
           "requestBody": {"required": true, "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/Writing"}}}},
           "responses": {"201": {"description": "Created", "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/Note"}}}}}}},
         "/notes/{id}": {"get": {
           "operationId": "noteRead",
           "parameters": [
             {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
           "responses": {"200": {"description": "OK", "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/Note"}}}}}}}},
       "components": {"schemas": {
         "Writing": {"type": "object", "required": ["word"], "properties": {
           "word": {"type": "string", "maxLength": 9}, "ink": {"type": ["string", "null"]},
           "colour": {"type": "string", "enum": ["RED", "BLACK"]}}},
         "Note": {"type": "object", "required": ["id", "lines"], "properties": {
           "id": {"type": "string"}, "lines": {"type": "integer"}, "ink": {"type": ["string", "null"]},
           "kind": {"anyOf": [{"$ref": "#/components/schemas/Kind"}, {"type": "null"}]}}},
         "Kind": {"type": "string", "enum": ["LONG", "SHORT"]}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/notes/{id}                                    | /letters/{id}",
        "\"get\": {                                     | \"put\": {",
        "\"201\": {                                     | \"202\": {",
        "\"in\": \"header\",                            | \"in\": \"header\", \"required\": true,",
        "\"required\": [\"word\"]                       | \"required\": [\"word\", \"colour\"]",
        "\"maxLength\": 9                               | \"maxLength\": 5",
        "\"ink\": {\"type\": [\"string\", \"null\"]},   | \"ink\": {\"type\": [\"integer\", \"null\"]},",
        "\"lines\": {\"type\": \"integer\"}             | \"lines\": {\"type\": \"string\"}",
        "\"lines\": {\"type\": \"integer\"}             | \"lines\": {\"type\": [\"integer\", \"null\"]}",
        "\"required\": [\"id\", \"lines\"]              | \"required\": [\"id\"]",
        "\"id\": {\"type\": \"string\"}, \"lines\"      | \"lines\"",
        "\"LONG\", \"SHORT\"                            | \"LONG\", \"SHORT\", \"HUGE\"",
        "\"RED\", \"BLACK\"                             | \"RED\""
      })
  void findsWhatBreaksClients(String told, String instead) {
    assertThat(FORMER).contains(told);
    assertThat(ApiChange.breaks(FORMER, FORMER.replace(told, instead))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"noteRead\"                        | \"noteShow\"",
        "\"lines\": {\"type\": \"integer\"}, | \"lines\": {\"type\": \"integer\"}, \"pages\": {\"type\": \"integer\"},",
        "\"maxLength\": 9}                   | \"maxLength\": 9}, \"pen\": {\"type\": \"string\"}",
        "\"/notes\": {                       | \"/letters\": {\"get\": {\"responses\": {\"200\": {\"description\": \"OK\"}}}}, \"/notes\": {"
      })
  void bearsWhatIsOnlyAdded(String told, String instead) {
    assertThat(FORMER).contains(told);
    assertThat(ApiChange.breaks(FORMER, FORMER.replace(told, instead))).isEmpty();
  }

  @Test
  void findsNothingWhereNothingChanged() {
    assertThat(ApiChange.breaks(FORMER, FORMER)).isEmpty();
  }

  @Test
  void namesWhatBreaks() {
    assertThat(ApiChange.breaks(FORMER, FORMER.replace("/notes/{id}", "/letters/{id}")))
        .contains("GET /notes/{id}");
    assertThat(ApiChange.breaks(FORMER, FORMER.replace("\"maxLength\": 9", "\"maxLength\": 5")))
        .contains("POST /notes");
  }
}
