package org.retzef.basket.budget;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.retzef.basket.money.AboveZero;
import org.retzef.basket.money.Money;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Text;

/**
 * A year's envelope.
 *
 * @param lines nine [S0]; that of the code {@code OVERHEAD} is 5 % of the others
 */
record LoadEnvelopeRequest(
    @NotNull
        @Min(value = 2000, message = "year-invalid")
        @Max(value = 2100, message = "year-invalid")
        Integer year,
    @NotNull @Size(min = 9, max = 9, message = "envelope-lines") List<@NotNull @Valid Line> lines) {

  record Line(
      @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "code-invalid") String code,
      @NotNull @Text(max = 100) String nameHe,
      @NotNull @AboveZero Money amount) {}

  /** Refuses a line that stands twice, and an overhead that is missing or not 5 % of the others. */
  void requireRightLines() {
    List<Fault> faults = new ArrayList<>();
    Set<String> codes = new HashSet<>();
    int overhead = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!codes.add(lines.get(i).code())) {
        faults.add(Fault.of("lines[%d].code".formatted(i), "line-twice"));
      } else if (lines.get(i).code().equals(Envelope.OVERHEAD)) {
        overhead = i;
      }
    }
    if (overhead < 0) {
      faults.add(Fault.of("lines", "overhead-missing"));
    } else if (!Envelope.isOverheadRight(asLines())) {
      faults.add(Fault.of("lines[%d].amount".formatted(overhead), "overhead-wrong"));
    }
    InvalidInput.ifAny(faults);
  }

  List<Envelope.Line> asLines() {
    return lines.stream()
        .map(line -> new Envelope.Line(line.code(), line.nameHe(), line.amount()))
        .toList();
  }
}
