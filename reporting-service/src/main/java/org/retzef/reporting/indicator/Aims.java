package org.retzef.reporting.indicator;

import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The eight stated aims, in the order of the document that states them [S0]. */
@Component
class Aims {

  private final List<Aim> all;

  Aims(JsonMapper json) throws IOException {
    try (var file = new ClassPathResource("reference/aims.json").getInputStream()) {
      all = List.of(json.readValue(file, Aim[].class));
    }
  }

  List<Aim> all() {
    return all;
  }
}
