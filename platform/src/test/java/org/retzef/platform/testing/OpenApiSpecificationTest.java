package org.retzef.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiSpecificationTest {

  private static final String VALID =
      """
      {"openapi": "3.1.0", "info": {"title": "Notes", "version": "v1"},
       "paths": {"/notes/{id}": {"get": {
         "operationId": "noteGet",
         "parameters": [{"name": "id", "in": "path", "required": true,
                         "schema": {"type": "string", "minLength": 1}}],
         "responses": {"200": {"description": "OK",
           "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}}}},
       "components": {"schemas": {"Note": {"type": ["object", "null"]}}}}
      """;

  @Test
  void acceptsAValidDocument() {
    assertThat(OpenApiSpecification.faults(VALID)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3.1.0                     |3.0.1                  |/openapi",
        "\"title\": \"Notes\",     |''                     |title",
        "\"description\": \"OK\",  |''                     |description",
        "\"in\": \"path\"          |\"in\": \"body\"       |/in",
        "\"minLength\": 1          |\"minLength\": \"one\" |/minLength",
        "[\"object\", \"null\"]    |\"record\"             |/type",
        "schemas/Note\"            |schemas/Nota\"         |leads nowhere",
        "\"operationId\": \"noteGet\",|''                  |operationId",
        "/notes/{id}               |/notes/{key}           |declares the path parameters [id]"
      })
  void findsWhatIsWrong(String told, String instead, String found) {
    assertThat(OpenApiSpecification.faults(VALID.replace(told, instead)).toString())
        .contains(found);
  }
}
