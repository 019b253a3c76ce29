package org.retzef.platform.problem;

import java.util.List;

/** Input that can never be accepted, with every fault found in it. */
public class InvalidInput extends Refusal {

  private final transient List<Fault> faults;

  public InvalidInput(List<Fault> faults) {
    super(Kind.INVALID, "invalid-input");
    this.faults = List.copyOf(faults);
  }

  public InvalidInput(Fault... faults) {
    this(List.of(faults));
  }

  public List<Fault> faults() {
    return faults;
  }

  /** Refuses if there is any fault; the usual last line of a rule that collects them. */
  public static void ifAny(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
  }
}
