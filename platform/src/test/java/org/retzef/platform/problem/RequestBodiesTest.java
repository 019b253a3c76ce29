package org.retzef.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class RequestBodiesTest {

  record Note(
      @NotNull @Text(max = 5) String title,
      @Text(max = 20, multiline = true) String text,
      Integer count,
      Colour colour,
      LocalDate day,
      Code code,
      @Size(max = 2) List<@NotNull @Valid Note> notes) {}

  enum Colour {
    RED
  }

  record Code(String value) {
    @com.fasterxml.jackson.annotation.JsonCreator(
        mode = com.fasterxml.jackson.annotation.JsonCreator.Mode.DELEGATING)
    Code {
      if (!value.equals("good")) {
        throw new IllegalArgumentException("code-bad");
      }
    }
  }

  private final RequestBodies bodies =
      new RequestBodies(List.of(), Validation.buildDefaultValidatorFactory().getValidator());

  @Test
  void readsWhatIsRight() {
    Note note =
        read(
            """
            {"title": "אב", "text": "a\\nb", "count": 3, "colour": "RED", "day": "2024-02-29",
             "code": "good", "notes": [{"title": "ג"}]}
            """);
    assertThat(note.day()).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(note.notes().getFirst().title()).isEqualTo("ג");
  }

  @Test
  void tellsAllFaultsAtOnceEachWithItsField() {
    String body =
        """
        {"title": "too long", "count": "3", "colour": "BLUE", "day": "2023-02-29",
         "code": "bad", "more": {"x": 1},
         "notes": [{"text": "", "x": 1}, null, {"title": "a"}]}
        """;
    assertThat(faults(body))
        .containsOnly(
            Map.entry("title", "text-length"),
            Map.entry("count", "value-invalid"),
            Map.entry("colour", "value-unknown"),
            Map.entry("day", "date-invalid"),
            Map.entry("code", "code-bad"),
            Map.entry("more", "field-unknown"),
            Map.entry("notes", "size-invalid"),
            Map.entry("notes[0].title", "required"),
            Map.entry("notes[0].x", "field-unknown"),
            Map.entry("notes[0].text", "text-length"),
            Map.entry("notes[1]", "required"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day|\"2020-09-18T23:30:00Z\"|date-invalid",
        "day|[2020,9,18]|date-invalid",
        "day|\"+10000-01-01\"|date-invalid",
        "day|\"0000-01-01\"|date-invalid",
        "day|20200918|date-invalid",
        "count|10.99|value-invalid",
        "count|1e400|value-invalid",
        "count|true|value-invalid",
        "colour|0|value-unknown",
        "colour|\"red\"|value-unknown",
        "title|7|value-invalid",
        "title|[\"a\"]|value-invalid",
        "code|5|value-invalid"
      })
  void isStrictAboutTypes(String field, String value, String code) {
    String title = field.equals("title") ? "" : "\"title\": \"a\", ";
    assertThat(faults("{" + title + "\"" + field + "\": " + value + "}"))
        .containsExactly(Map.entry(field, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0000b",
        "a\\u202eb",
        "a\\u2066b",
        "a\\u200bb",
        "a\\ud800b",
        "a\\u2028b",
        "a\\u0007b",
        "a\\ufdd0b",
        "a\\nb"
      })
  void refusesCharactersThatHideOrTurnText(String title) {
    assertThat(faults("{\"title\": \"" + title + "\"}"))
        .containsExactly(Map.entry("title", "text-forbidden-character"));
  }

  @Test
  void normalisesTextAndStripsItsEnds() {
    assertThat(read("{\"title\": \" \\u200f\\u05e9\\u05c1\\u061c \"}").title())
        .isEqualTo("\u05e9\u05c1");
    assertThat(read("{\"title\": \"e\\u0301\"}").title()).isEqualTo("\u00e9");
  }

  @Test
  void countsLengthInCodePoints() {
    assertThat(read("{\"title\": \"😀😀😀😀😀\"}").title()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"title\": \"a\"} {}",
        "{\"title\": \"a\", \"title\": \"b\"}",
        "{'title': 'a'}",
        "\uFEFF{\"title\": \"a\"}x"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(faults(body)).hasSize(1);
  }

  @Test
  void refusesAMebibyteOfNestingQuickly() {
    assertThat(faults("{\"notes\":[".repeat(100_000))).containsValue("body-malformed");
  }

  private Note read(String json) {
    var buffer = new DefaultDataBufferFactory().wrap(json.getBytes(StandardCharsets.UTF_8));
    return (Note) bodies.decode(buffer, ResolvableType.forClass(Note.class), null, Map.of());
  }

  private Map<String, String> faults(String json) {
    InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> read(json));
    return invalid.faults().stream()
        .collect(java.util.stream.Collectors.toMap(Fault::field, Fault::code));
  }
}
