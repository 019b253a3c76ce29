package org.retzef.reporting.indicator;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue, in the order in which a report shows it. */
@Component
public class Indicators {

  private final List<Indicator> all;

  Indicators(JsonMapper json) throws IOException {
    try (var file = new ClassPathResource("reference/indicators.json").getInputStream()) {
      all = List.of(json.readValue(file, Indicator[].class));
    }
  }

  public List<Indicator> all() {
    return all;
  }

  /** Those that the newsletter prints. */
  public List<Indicator> headline() {
    return all.stream().filter(Indicator::headline).toList();
  }

  /** The indicator, and other shares of the same people: together they may be all of them. */
  List<Indicator> ofTheSameWhole(Indicator indicator) {
    return indicator.isShareOfPeople()
        ? all.stream()
            .filter(other -> Objects.equals(other.denominator(), indicator.denominator()))
            .toList()
        : List.of(indicator);
  }

  /** Fails with {@code indicator-not-found}. */
  public Indicator find(String code) {
    return all.stream()
        .filter(indicator -> indicator.code().equals(code))
        .findFirst()
        .orElseThrow(IndicatorNotFound::new);
  }
}
