package org.retzef.basket.serviceplan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;
import org.retzef.platform.problem.Text;

/** A station as it is from now on, whole. */
record SaveStationRequest(
    @NotNull Station.Status status,
    @Nullable @Text(max = 1000, multiline = true) String note,
    @NotNull @Size(max = 200) List<Station.@NotNull @Valid Entry> entries) {

  /** Fails with {@link InvalidInput}, which names every entry that is wrong. */
  void requireFitting(int number) {
    List<Fault> faults = new ArrayList<>();
    if (status == Station.Status.SKIPPED && note == null) {
      faults.add(Fault.of("note", "skip-needs-note"));
    }
    for (int i = 0; i < entries.size(); i++) {
      Station.Entry entry = entries.get(i);
      String field = "entries[" + i + "]";
      String suggestion = entry.suggestion();
      if ((suggestion == null) == (entry.text() == null)) {
        faults.add(Fault.of(field, "suggestion-or-text"));
      } else if (suggestion != null
          && !StationGuide.suggests(number, entry.category(), suggestion)) {
        faults.add(Fault.of(field + ".suggestion", "suggestion-unknown"));
      }
    }
    InvalidInput.ifAny(faults);
  }

  Station inPlaceOf(Station before) {
    return new Station(
        before.number(), status, note, entries.stream().distinct().toList(), before.version() + 1);
  }

  @Override
  public String toString() {
    return "SaveStationRequest " + status;
  }
}
