package org.retzef.endtoend;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that must not be found, in every writing in which something that leaves may hold them. */
record PlantedWords(List<String> words) {

  /** Those that stand in a text, in the order of the words. */
  List<String> foundIn(String text) {
    return words.stream().filter(word -> writings(word).anyMatch(text::contains)).toList();
  }

  /** As it stands, in an address, and in JSON or XML that is kept in ASCII. */
  private static Stream<String> writings(String word) {
    String address = URLEncoder.encode(word, StandardCharsets.UTF_8);
    String ascii = ascii(word, "\\u%04x");
    return Stream.of(
        word,
        address,
        address.toLowerCase(Locale.ROOT),
        ascii,
        upperDigits(ascii),
        ascii(word, "&#x%x;"), // as in our spreadsheets
        ascii(word, "&#%d;"));
  }

  private static String ascii(String word, String other) {
    return word.chars()
        .mapToObj(c -> c < 128 ? String.valueOf((char) c) : other.formatted(c))
        .collect(Collectors.joining());
  }

  private static String upperDigits(String ascii) {
    return ascii.toUpperCase(Locale.ROOT).replace("\\U", "\\u");
  }
}
