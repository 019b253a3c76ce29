package org.retzef.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes made-up families, four people on average, as files for {@code family-imports}: the same
 * seed makes the same families. Names are common first names and words of the landscape, put
 * together at random; id numbers only have valid check digits.
 *
 * <p>Arguments: how many families, the seed, the folder, and after these the departments.
 */
public final class MadeUpFamilies {

  /** So many stay below the 50 MiB of one import. */
  static final int IN_ONE_FILE = 40_000;

  private static final List<String> HEBREW_GIVEN =
      List.of(
          "נועה", "יעל", "תמר", "מיכל", "רבקה", "אסתר", "שרה", "איתי", "דוד", "משה", "יוסף",
          "אברהם", "דניאל", "אורי", "עומר", "שירה", "חנה", "רחל", "לאה", "יעקב");
  private static final List<String> ARABIC_GIVEN =
      List.of(
          "سلمى", "رامي", "نور", "ليلى", "أحمد", "محمد", "فاطمة", "مريم", "خالد", "إبراهيم",
          "ياسمين", "عمر", "هدى", "سامي");
  private static final List<String> HEBREW_FAMILY =
      List.of(
          "הר", "נחל", "ארז", "אלון", "גפן", "תאנה", "ברוש", "שקד", "רימון", "הדס", "אשל", "דקל",
          "ערבה", "כרמל", "גלבוע", "תבור", "חרמון", "ירקון", "לכיש", "מדבר");
  private static final List<String> ARABIC_FAMILY =
      List.of("جبل", "وادي", "زيتون", "نخلة", "ريحان", "صخر", "نبع", "سهل", "غصن", "ياسين");

  private final SplittableRandom random;
  private final List<String> departments;
  private int lastId;

  private MadeUpFamilies(long seed, List<String> departments) {
    this.random = new SplittableRandom(seed);
    this.departments = departments;
  }

  public static void main(String[] arguments) throws IOException {
    int families = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    var made = new MadeUpFamilies(seed, List.of(arguments).subList(3, arguments.length));
    for (int first = 0; first < families; first += IN_ONE_FILE) {
      made.write(folder, first, Math.min(families, first + IN_ONE_FILE));
    }
  }

  private void write(Path folder, int first, int end) throws IOException {
    Path file = folder.resolve("families-%07d.ndjson".formatted(first));
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (int i = first; i < end; i++) {
        writer.write(family(i));
        writer.newLine();
      }
    }
  }

  private String family(int number) {
    boolean arabic = random.nextInt(4) == 0;
    String familyName = one(arabic ? ARABIC_FAMILY : HEBREW_FAMILY);
    int children = random.nextInt(5);
    boolean spouse = random.nextInt(3) > 0;
    var members = new StringBuilder(member(arabic, familyName, 22, 60, "FEMALE", "HEAD"));
    if (spouse) {
      members.append(',').append(member(arabic, familyName, 22, 60, "MALE", "SPOUSE"));
    }
    for (int i = 0; i < children + (spouse ? 0 : 1); i++) {
      String sex = random.nextBoolean() ? "FEMALE" : "MALE";
      members.append(',').append(member(arabic, familyName, 0, 18, sex, "CHILD"));
    }
    return """
    {"familyKey":"made-up-%d","unit":"%s","preferredLanguage":"%s","phone":"05%d%07d",\
    "address":{"street":"%s %d","city":"%s"},"members":[%s]}\
    """
        .formatted(
            number,
            departments.get(number % departments.size()),
            arabic ? "ar" : "he",
            random.nextInt(10),
            random.nextInt(10_000_000),
            one(HEBREW_FAMILY),
            1 + random.nextInt(99),
            "קריית " + one(HEBREW_FAMILY),
            members);
  }

  private String member(
      boolean arabic, String familyName, int youngest, int oldest, String sex, String relation) {
    LocalDate born =
        LocalDate.of(2026, 1, 1).minusDays(random.nextLong(youngest * 365L + 1, oldest * 365L));
    return """
    {"givenName":"%s","familyName":"%s","nationalId":"%s","birthDate":"%s","sex":"%s",\
    "relation":"%s"}\
    """
        .formatted(
            one(arabic ? ARABIC_GIVEN : HEBREW_GIVEN), familyName, nextId(), born, sex, relation);
  }

  private String one(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** Eight digits counted up, and the ninth that checks them. */
  private String nextId() {
    String digits = "%08d".formatted(10_000_000 + lastId++);
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int product = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += product / 10 + product % 10;
    }
    return digits + (10 - sum % 10) % 10;
  }
}
