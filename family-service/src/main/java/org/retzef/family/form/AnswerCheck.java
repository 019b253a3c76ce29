package org.retzef.family.form;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/** Goes through a form's questions in their order and notes every answer that does not fit. */
final class AnswerCheck {

  private static final Pattern TELLABLE = Pattern.compile("[A-Za-z0-9-]{1,60}");
  private static final int LONGEST_TEXT = 2000;
  private static final int MAX_FAULTS = 100;

  private final FormDefinition form;
  private final Map<String, Object> given;
  private final Set<UUID> members;
  private final Map<String, Object> coded = new LinkedHashMap<>();
  private final Map<String, Object> texts = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  AnswerCheck(FormDefinition form, Map<String, Object> given, Set<UUID> members) {
    this.form = form;
    this.given = given;
    this.members = members;
  }

  CheckedAnswers check() {
    Set<String> known = new HashSet<>();
    for (FormField field : form.fields()) {
      known.add(field.code());
      if (field.asksEachMember()) {
        checkForEachMember(field, given.get(field.code()));
      } else {
        checkOnce(field, given.get(field.code()));
      }
    }
    given.keySet().stream()
        .filter(code -> !known.contains(code))
        .forEach(code -> fault("answers", code, "field-unknown"));
    if (faults.isEmpty() && coded.isEmpty() && texts.isEmpty()) {
      fault("answers", "required");
    }
    InvalidInput.ifAny(faults);
    return new CheckedAnswers(coded, texts);
  }

  private void checkOnce(FormField field, @Nullable Object answer) {
    String where = "answers." + field.code();
    Object accepted = accept(field, answer, where, isAsked(field, null));
    if (accepted != null) {
      kept(field).put(field.code(), accepted);
    }
  }

  private void checkForEachMember(FormField field, @Nullable Object answer) {
    String where = "answers." + field.code();
    if (answer != null && !(answer instanceof Map)) {
      fault(where, "value-invalid");
      return;
    }
    Map<?, ?> answers = answer == null ? Map.of() : (Map<?, ?>) answer;
    Map<String, Object> accepted = new LinkedHashMap<>();
    for (UUID member : members) {
      String id = member.toString();
      Object one = accept(field, answers.get(id), where + "." + id, isAsked(field, id));
      if (one != null) {
        accepted.put(id, one);
      }
    }
    answers.keySet().stream()
        .map(String::valueOf)
        .filter(id -> members.stream().noneMatch(member -> member.toString().equals(id)))
        .forEach(id -> fault(where, id, "member-unknown"));
    if (!accepted.isEmpty()) {
      kept(field).put(field.code(), accepted);
    }
  }

  private Map<String, Object> kept(FormField field) {
    return field.type() == FormField.Type.TEXT ? texts : coded;
  }

  /** Whether the question is asked: of the family, or of this member. */
  private boolean isAsked(FormField field, @Nullable String member) {
    FormField.Condition condition = field.onlyIf();
    if (condition == null) {
      return true;
    }
    Object earlier = coded.get(condition.field());
    Object answer = earlier instanceof Map<?, ?> each ? each.get(member) : earlier;
    return answer instanceof List<?> chosen
        ? chosen.contains(condition.answer())
        : String.valueOf(answer).equals(condition.answer());
  }

  private @Nullable Object accept(
      FormField field, @Nullable Object answer, String where, boolean asked) {
    if (answer == null) {
      if (asked && field.mustBeAnswered()) {
        fault(where, "required");
      }
      return null;
    }
    if (!asked) {
      fault(where, "answer-not-expected");
      return null;
    }
    String wrong = whatIsWrong(field, answer);
    if (wrong != null) {
      faults.add(
          wrong.equals("number-out-of-range")
              ? Fault.of(where, wrong, field.least(), field.greatest())
              : wrong.equals("text-length")
                  ? Fault.of(where, wrong, longest(field))
                  : Fault.of(where, wrong));
      return null;
    }
    return answer;
  }

  private static @Nullable String whatIsWrong(FormField field, Object answer) {
    return switch (field.type()) {
      case CHOICE -> field.codes().contains(answer) ? null : "value-unknown";
      case CHOICES -> isChoices(field, answer) ? null : "value-unknown";
      case RATING, NUMBER ->
          !(answer instanceof Integer number)
              ? "value-invalid"
              : number < field.least() || number > field.greatest() ? "number-out-of-range" : null;
      case YES_NO -> answer instanceof Boolean ? null : "value-invalid";
      case DATE -> isDay(answer) ? null : "date-invalid";
      case TEXT ->
          !(answer instanceof String text)
              ? "value-invalid"
              : text.isBlank() || text.codePointCount(0, text.length()) > longest(field)
                  ? "text-length"
                  : null;
    };
  }

  private static boolean isChoices(FormField field, Object answer) {
    return answer instanceof List<?> chosen
        && !chosen.isEmpty()
        && field.codes().containsAll(chosen)
        && new HashSet<>(chosen).size() == chosen.size();
  }

  private static boolean isDay(Object answer) {
    try {
      return answer instanceof String text
          && text.length() == "2020-09-18".length()
          && LocalDate.parse(text).getYear() >= 1900;
    } catch (DateTimeParseException notADay) {
      return false;
    }
  }

  private static int longest(FormField field) {
    return field.max() == null ? LONGEST_TEXT : Math.min(field.max(), LONGEST_TEXT);
  }

  /** A name that the client made up is told back only if it is harmless. */
  private void fault(String where, String name, String code) {
    fault(TELLABLE.matcher(name).matches() ? where + "." + name : where, code);
  }

  private void fault(String where, String code) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(Fault.of(where, code));
    }
  }
}
