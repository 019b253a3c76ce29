package org.retzef.reporting.indicator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code indicator-versions.csv} keeps a fingerprint of each version's definition. */
class IndicatorVersionsTest {

  @Test
  void aDefinitionThatChangesHasANewVersion() throws Exception {
    Map<String, String> published = published();
    Map<String, String> now = new TreeMap<>();
    for (Indicator indicator : new Indicators(new JsonMapper()).all()) {
      now.put(indicator.code() + "," + indicator.version(), fingerprint(indicator));
    }
    assertThat(published)
        .as("a definition that has changed gets the next version, and a line for it in the file")
        .containsAllEntriesOf(now);
  }

  /** No line is ever changed: one version has one definition. */
  private static Map<String, String> published() throws IOException {
    try (var file = IndicatorVersionsTest.class.getResourceAsStream("/indicator-versions.csv")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",")))
          .collect(toMap(line -> line.get(0) + "," + line.get(1), List::getLast));
    }
  }

  private static String fingerprint(Indicator indicator) throws NoSuchAlgorithmException {
    String definition =
        Stream.of(
                indicator.definitionHe(),
                indicator.definitionEn(),
                indicator.definitionAr(),
                indicator.unit(),
                indicator.numerator(),
                indicator.denominator(),
                indicator.over(),
                indicator.kind(),
                indicator.whenNoRecord())
            .map(String::valueOf)
            .collect(Collectors.joining("\n"));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
