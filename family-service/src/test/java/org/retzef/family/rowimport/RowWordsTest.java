package org.retzef.family.rowimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class RowWordsTest {

  private static final Path FEATURES = Path.of("src/main/java/org/retzef/family");
  private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

  /** What the files' keys are marked as, no codes. */
  private static final Set<String> MARKS = Set.of("import-file", "import-row");

  /** Every code that stands in the sources of files, and those of a row that a body has, too. */
  @ParameterizedTest
  @ValueSource(strings = {"he", "ar", "en"})
  void saysEveryCodeOfARowInWords(String language) {
    Set<String> codes =
        new TreeSet<>(List.of("text-length", "value-unknown", "programme-not-open"));
    codes.addAll(codesOf("rowimport"));
    codes.addAll(codesOf("familyimport"));
    codes.removeAll(MARKS);
    assertThat(codes).hasSizeGreaterThan(10);
    List<RowFault> faults = codes.stream().map(code -> new RowFault(7, "", code)).toList();
    assertThat(words().of(faults, Locale.forLanguageTag(language)))
        .hasSameSizeAs(codes)
        .allSatisfy(
            told ->
                assertThat(told.message())
                    .isNotEqualTo(told.code())
                    .doesNotContain("{")
                    .containsPattern(lettersOf(language)));
  }

  private static String lettersOf(String language) {
    return switch (language) {
      case "he" -> "\\p{IsHebrew}";
      case "ar" -> "\\p{IsArabic}";
      default -> "\\p{IsLatin}";
    };
  }

  @Test
  void keepsWhereAFaultIs() {
    assertThat(words().of(List.of(new RowFault(7, "sex", "row-too-long")), Locale.ENGLISH))
        .containsExactly(new ToldFault(7, "sex", "row-too-long", "The row is too long."));
  }

  private static RowWords words() {
    var messages = new ResourceBundleMessageSource();
    messages.setBasenames("messages/service", "messages/platform");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new RowWords(messages);
  }

  private static List<String> codesOf(String feature) {
    try (Stream<Path> sources = Files.list(FEATURES.resolve(feature))) {
      return sources
          .flatMap(source -> CODE.matcher(read(source)).results().map(found -> found.group(1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
