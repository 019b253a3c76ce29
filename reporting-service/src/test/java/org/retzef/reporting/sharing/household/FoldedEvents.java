package org.retzef.reporting.sharing.household;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events of one family, among them the examples that the producer published, and their fold. */
record FoldedEvents(Fold fold) {

  static final Path FOLDER = Path.of("../docs/events");

  /** What is known of the family after the examples of these types, in this order. */
  Household after(String... types) throws IOException {
    Household household = Household.UNKNOWN;
    for (String type : types) {
      household = fold.apply(household, wire(type), household.sequence() + 1, example(type));
    }
    return household;
  }

  static String wire(String type) {
    return "org.retzef." + type + ".v1";
  }

  static byte[] example(String type) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(wire(type) + ".example.json"));
  }

  static byte[] told(String withoutFamily) {
    return json(
        "{'familyId': '018f3b5e-0c21-7d4f-8a3c-6a1d2b3c4d5e', " + withoutFamily.substring(1));
  }

  static byte[] json(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(UTF_8);
  }
}
