package org.retzef.reporting.sharing.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.caller.UnitPath;
import org.retzef.platform.problem.Fault;
import org.retzef.platform.problem.InvalidInput;

/**
 * What was agreed with a partner.
 *
 * @param partner the organisation's code
 * @param purpose what the families consented to, where consent is the ground
 * @param includesOutreach whether it is a stated purpose that the partner turns, unasked, to
 *     families that have agreed to that; then it learns from counts where they are, and no rows are
 *     told. Not unless said
 * @param unit the partner's own part of the country
 * @param programmes those that it reads where programmes are not pooled
 * @param ageBands the first year of each band, such as 0, 18, 65
 * @param smallestCount the fewest families that any number tells of: 5 or more inside the ministry,
 *     10 or more outside; these unless said
 * @param validFrom first day
 * @param validUntil last day
 */
public record Terms(
    @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String partner,
    @NotNull Audience audience,
    @NotNull LegalBasis legalBasis,
    @Nullable Purpose purpose,
    @Nullable Boolean includesOutreach,
    @NotNull @Valid Answers answers,
    @NotNull UnitPath unit,
    @Nullable @Size(max = 40)
        List<
                @NotNull @Pattern(regexp = "[A-Z0-9_]{2,40}", message = "programme-code-invalid")
                String>
            programmes,
    @NotNull Set<@NotNull SharedField> fields,
    @NotNull PlaceLevel place,
    @NotNull @Size(min = 1, max = 11) List<@NotNull Integer> ageBands,
    @Nullable Integer smallestCount,
    @NotNull LocalDate validFrom,
    @NotNull LocalDate validUntil) {

  /**
   * All bands of all agreements begin at these years: where two agreements cut differently, the
   * sliver between their cuts is told by neither.
   */
  public static final List<Integer> AGE_CUTS = List.of(0, 3, 6, 12, 18, 25, 35, 45, 55, 65, 75);

  /**
   * Each a multiple of the one before, so that what one agreement shows can be made of what a finer
   * one shows.
   */
  public static final List<Integer> SMALLEST_COUNTS = List.of(5, 10, 20);

  private static final int OUTSIDE = 10;

  public int k() {
    if (smallestCount != null) {
      return smallestCount;
    }
    return audience == Audience.MANAGEMENT ? SMALLEST_COUNTS.getFirst() : OUTSIDE;
  }

  /** Whether it is a stated purpose that the partner turns to families unasked. */
  public boolean reachesOut() {
    return Boolean.TRUE.equals(includesOutreach);
  }

  /** Whose families the partner reads of: everywhere, or in its own unit. */
  public UnitPath area() {
    return answers.wholePicture() ? new UnitPath("IL") : unit;
  }

  public boolean reads(String programme) {
    return answers.pooled() || programmesOrNone().contains(programme);
  }

  /** Whether counts are told apart by this field: it was agreed, and the audience asks for it. */
  public boolean countsBy(SharedField field) {
    return fields.contains(field) && audience.countsBy(field);
  }

  private List<String> programmesOrNone() {
    return programmes == null ? List.of() : programmes;
  }

  /** Refuses what does not go together, with every fault. */
  void check() {
    List<Fault> faults = new ArrayList<>();
    if (validUntil.isBefore(validFrom)) {
      faults.add(Fault.of("validUntil", "date-before-start"));
    }
    if (legalBasis == LegalBasis.CONSENT && purpose == null) {
      faults.add(Fault.of("purpose", "required"));
    }
    if (reachesOut() && legalBasis != LegalBasis.CONSENT) {
      faults.add(Fault.of("includesOutreach", "outreach-needs-consent"));
    }
    if (reachesOut() && purpose == Purpose.RESEARCH) {
      faults.add(Fault.of("includesOutreach", "outreach-not-for-research"));
    }
    if (!answers.pooled() && programmesOrNone().isEmpty()) {
      faults.add(Fault.of("programmes", "required"));
    }
    if (!ageBands.equals(ageBands.stream().sorted().distinct().toList())
        || !AGE_CUTS.containsAll(ageBands)) {
      faults.add(Fault.of("ageBands", "age-bands-invalid"));
    }
    if (!SMALLEST_COUNTS.contains(k()) || audience != Audience.MANAGEMENT && k() < OUTSIDE) {
      faults.add(Fault.of("smallestCount", "smallest-count-invalid"));
    }
    InvalidInput.ifAny(faults);
  }
}
