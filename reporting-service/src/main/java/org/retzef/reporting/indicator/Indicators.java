package org.retzef.reporting.indicator;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.retzef.reporting.figure.Term;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue, in the order in which a report shows it. */
@Component
public class Indicators {

  private final List<Indicator> all;
  private final String fingerprint;

  /**
   * Of which breakdown an indicator is a part under a code of its own.
   *
   * @param values that the indicator counts together
   */
  record Part(Indicator whole, String dimension, Set<String> values) {}

  Indicators(JsonMapper json) throws IOException {
    byte[] file = new ClassPathResource("reference/indicators.json").getContentAsByteArray();
    all = List.of(json.readValue(file, Indicator[].class));
    fingerprint = DigestUtils.md5DigestAsHex(file);
  }

  /** Another one for another catalogue. */
  String fingerprint() {
    return fingerprint;
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

  /** None where nothing in the catalogue is broken down by what the indicator counts. */
  Optional<Part> partOf(Indicator indicator) {
    List<Term> terms = Parts.of(indicator).numerator().terms();
    String measure = terms.getFirst().measure();
    String dimension = terms.getFirst().dimension();
    return all.stream()
        .filter(whole -> whole.denominator() == null && whole.numerator().equals(measure))
        .filter(whole -> whole.by().contains(dimension))
        .findFirst()
        .map(whole -> new Part(whole, dimension, terms.stream().map(Term::value).collect(toSet())));
  }

  /** Fails with {@code indicator-not-found}. */
  public Indicator find(String code) {
    return all.stream()
        .filter(indicator -> indicator.code().equals(code))
        .findFirst()
        .orElseThrow(IndicatorNotFound::new);
  }
}
