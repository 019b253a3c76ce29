package org.retzef.family.fit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code reference/fit-criteria.json}. */
final class CriteriaFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CriteriaFile() {}

  record Row(
      String track,
      String code,
      String expression,
      String nameHe,
      String nameAr,
      String nameEn,
      String source,
      boolean confirmed) {

    CriterionRequest since(LocalDate day) {
      return new CriterionRequest(code, expression, nameHe, nameAr, nameEn, day, source, confirmed);
    }
  }

  static List<Row> read() {
    try (InputStream file = new ClassPathResource("reference/fit-criteria.json").getInputStream()) {
      return List.of(JSON.readValue(file, Row[].class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
