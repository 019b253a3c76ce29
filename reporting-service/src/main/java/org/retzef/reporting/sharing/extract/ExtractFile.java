package org.retzef.reporting.sharing.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.reporting.sharing.agreement.AgeBand;
import org.retzef.reporting.sharing.stream.SharedFamily;

/** The rows as CSV: codes and numbers only, so that nothing in it needs quoting. */
record ExtractFile(int rows, byte[] content) {

  private static final List<String> FIELDS =
      List.of(
          "place",
          "programme",
          "track",
          "status",
          "enrolledIn",
          "language",
          "headAgeFrom",
          "youngestAgeFrom",
          "members",
          "minors");

  /** Sorted by pseudonym: the same rows make the same file. */
  static ExtractFile of(List<SharedFamily> families) {
    return named("pseudonym", families);
  }

  /** Each under the committee's name for it instead. */
  static ExtractFile ofLinkable(List<SharedFamily> families) {
    return named("link", families);
  }

  private static ExtractFile named(String name, List<SharedFamily> families) {
    return of(
        name + "," + String.join(",", FIELDS),
        families.stream().map(family -> family.pseudonym() + "," + fields(family)).toList());
  }

  /** A family as two partners know it, both times under a name that neither has. */
  record Linked(SharedFamily one, SharedFamily other) {}

  static ExtractFile ofLinked(List<Linked> families) {
    return of(
        "link,one." + String.join(",one.", FIELDS) + ",other." + String.join(",other.", FIELDS),
        families.stream()
            .map(
                both ->
                    both.one().pseudonym() + "," + fields(both.one()) + "," + fields(both.other()))
            .toList());
  }

  private static ExtractFile of(String header, List<String> lines) {
    StringBuilder csv = new StringBuilder(header).append("\r\n");
    lines.stream().sorted().forEach(line -> csv.append(line).append("\r\n"));
    return new ExtractFile(lines.size(), csv.toString().getBytes(UTF_8));
  }

  private static String fields(SharedFamily family) {
    return String.join(
        ",",
        text(family.place()),
        text(family.programme()),
        text(family.track()),
        text(family.status()),
        text(family.enrolledIn()),
        text(family.language()),
        text(from(family.headAge())),
        text(from(family.youngestAge())),
        text(family.members()),
        text(family.minors()));
  }

  private static @Nullable Integer from(@Nullable AgeBand band) {
    return band == null ? null : band.from();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
