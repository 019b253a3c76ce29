package org.retzef.family.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.retzef.platform.problem.Fault;

/** What of a form could not be asked or counted. */
final class DefinitionCheck {

  private final FormDefinition form;
  private final List<Fault> faults = new ArrayList<>();

  DefinitionCheck(FormDefinition form) {
    this.form = form;
  }

  List<Fault> faults() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < form.fields().size(); i++) {
      FormField field = form.fields().get(i);
      String where = "definition.fields[" + i + "]";
      if (!codes.add(field.code())) {
        faults.add(Fault.of(where + ".code", "code-twice"));
      }
      checkOptions(field, where);
      checkBounds(field, where);
      checkCondition(field, where);
    }
    checkIndicators();
    return faults;
  }

  private void checkOptions(FormField field, String where) {
    boolean chosen = isChosen(field);
    if (chosen != (field.options() != null)) {
      faults.add(Fault.of(where + ".options", chosen ? "required" : "options-not-expected"));
    }
    if (field.options() != null
        && new HashSet<>(field.codes()).size() < field.options().size()
        && chosen) {
      faults.add(Fault.of(where + ".options", "code-twice"));
    }
    if (field.type() == FormField.Type.CHOICES && field.asksEachMember()) {
      faults.add(Fault.of(where + ".perMember", "value-invalid"));
    }
  }

  private static boolean isChosen(FormField field) {
    return field.type() == FormField.Type.CHOICE || field.type() == FormField.Type.CHOICES;
  }

  private void checkBounds(FormField field, String where) {
    boolean noText = field.type() == FormField.Type.TEXT && field.greatest() < 1;
    if (field.isTooWide() || noText || field.least() > field.greatest()) {
      faults.add(Fault.of(where + ".max", "value-invalid"));
    }
  }

  private void checkCondition(FormField field, String where) {
    FormField.Condition condition = field.onlyIf();
    if (condition == null) {
      return;
    }
    boolean known =
        form.before(field).stream()
            .filter(earlier -> earlier.code().equals(condition.field()))
            .filter(earlier -> !earlier.asksEachMember() || field.asksEachMember())
            .anyMatch(earlier -> earlier.codes().contains(condition.answer()));
    if (!known) {
      faults.add(Fault.of(where + ".onlyIf", "condition-unknown"));
    }
  }

  private void checkIndicators() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < form.figures().size(); i++) {
      FormDefinition.Indicator indicator = form.figures().get(i);
      String where = "definition.indicators[" + i + "]";
      if (!codes.add(indicator.code())) {
        faults.add(Fault.of(where + ".code", "code-twice"));
      }
      boolean countable =
          form.fields().stream()
              .filter(field -> field.code().equals(indicator.field()))
              .anyMatch(
                  field ->
                      field.type() != FormField.Type.CHOICES
                          && field.codes().containsAll(indicator.options()));
      if (!countable) {
        faults.add(Fault.of(where + ".options", "value-unknown"));
      }
    }
  }
}
