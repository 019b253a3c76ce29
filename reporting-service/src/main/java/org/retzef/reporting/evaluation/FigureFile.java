package org.retzef.reporting.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.export.CsvFile;
import org.retzef.reporting.export.ExportTable;
import org.retzef.reporting.indicator.IndicatorAnswer;

/** Figures as CSV. */
record FigureFile(int rows, byte[] content) {

  private static final String HEADER =
      "indicator,version,unit,asOf,value,numerator,denominator,planVersion,note,roundedTo\r\n";

  /**
   * Each indicator's departments by their paths, then the country: codes, days and numbers only, so
   * that nothing in it needs quoting.
   */
  static FigureFile of(List<IndicatorAnswer> answers) {
    List<String> lines =
        answers.stream()
            .flatMap(
                answer ->
                    Stream.concat(answer.items().stream(), Stream.of(answer.total()))
                        .map(item -> line(answer, item)))
            .toList();
    return new FigureFile(
        lines.size(), lines.stream().collect(Collectors.joining("", HEADER, "")).getBytes(UTF_8));
  }

  static FigureFile of(ExportTable table) {
    return new FigureFile(table.rows().size(), CsvFile.of(table));
  }

  private static String line(IndicatorAnswer answer, IndicatorAnswer.Item item) {
    return Stream.of(
                answer.indicator().code(),
                answer.indicator().version(),
                item.key().isEmpty() ? answer.unit() : item.key(),
                answer.to(),
                item.amount() == null ? text(item.value()) : item.amount(),
                text(item.numerator()),
                text(item.denominator()),
                text(item.planVersion()),
                text(item.note()),
                text(item.roundedTo()))
            .map(Object::toString)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
