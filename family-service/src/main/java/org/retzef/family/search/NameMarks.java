package org.retzef.family.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.retzef.family.protection.BlindMarks;
import org.springframework.stereotype.Component;

/** Which marks a value leaves in the index, and which are asked for to find it. */
@Component
class NameMarks {

  /** Raised when a rule of spelling changes: all marks are then made again. */
  private static final String RULES = "1";

  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");

  private final BlindMarks marks;
  private final long madeBy;

  NameMarks(BlindMarks marks) {
    this.marks = marks;
    this.madeBy = marks.of("made-by", RULES);
  }

  long madeBy() {
    return madeBy;
  }

  /**
   * @param ofNames those of names that were seen before; people of a place share theirs
   */
  Set<Long> of(FindableFamily family, Map<String, Set<Long>> ofNames) {
    Set<Long> all = new HashSet<>();
    all.add(ofPhone(family.phone()));
    for (FindableFamily.Person person : family.people()) {
      all.addAll(ofNames.computeIfAbsent(person.givenName(), this::ofName));
      all.addAll(ofNames.computeIfAbsent(person.familyName(), this::ofName));
      if (person.nationalId() != null) {
        all.add(ofNationalId(person.nationalId()));
      }
    }
    return all;
  }

  private Set<Long> ofName(String name) {
    Set<Long> all = new HashSet<>();
    List<String> words = Spelling.words(name);
    List<String> withPairs = new ArrayList<>(words);
    withPairs.addAll(Spelling.joined(words));
    for (String word : withPairs) {
      all.add(asWritten(word));
      all.add(asSpelled(word));
      all.addAll(nearly(word));
    }
    return all;
  }

  long asWritten(String word) {
    return marks.of("word", word);
  }

  long asSpelled(String word) {
    return marks.of("skeleton", Spelling.skeleton(word));
  }

  Set<Long> nearly(String word) {
    Set<Long> near = new HashSet<>();
    for (String variant : Spelling.near(word)) {
      near.add(marks.of("near", variant));
    }
    return near;
  }

  /**
   * @param digits five to nine
   */
  long ofNationalId(String digits) {
    return marks.of("national-id", "0".repeat(Math.max(0, 9 - digits.length())) + digits);
  }

  /** With or without the country's code or a zero before it: the same telephone. */
  long ofPhone(String written) {
    String digits = withoutZeros(NO_DIGIT.matcher(written).replaceAll(""));
    boolean fromIsrael = digits.startsWith("972") && digits.length() > 9;
    return marks.of("phone", fromIsrael ? withoutZeros(digits.substring(3)) : digits);
  }

  private static String withoutZeros(String digits) {
    return LEADING_ZEROS.matcher(digits).replaceFirst("");
  }
}
