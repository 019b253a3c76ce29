package org.retzef.rights.catalogue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;
import org.retzef.rights.eligibility.rules.Condition;

/**
 * What the catalogue tells of a right: the text of one version, as an editor hands it in.
 *
 * @param code its name in rules, events and other rights' conditions; never changes
 * @param nameAr null until a translator gives one: none is invented
 * @param bodyHe who grants it
 * @param conditions all must hold
 * @param benefitEn what it gives, in our own words
 * @param stepsEn how to claim it, in order
 * @param documentsEn what to bring; null where nobody has written it down yet
 * @param sourceUrl where the facts are from
 * @param figuresYear the year of the amounts; null where the source gives none or there are none
 * @param validFrom first day on which it gives anything; null where that is not bounded
 * @param validTo last day, for a temporary benefit such as one of an emergency
 */
public record Right(
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "right-code-invalid") String code,
    @NotNull Category category,
    @NotNull @Text(max = 200) String nameHe,
    @Nullable @Text(max = 200) String nameEn,
    @Nullable @Text(max = 200) String nameAr,
    @NotNull @Text(max = 200) String bodyHe,
    @Nullable @Text(max = 200) String bodyEn,
    @NotNull @Size(min = 1, max = 30) List<@NotNull Condition> conditions,
    @NotNull @Text(max = 2000) String benefitEn,
    @NotNull @Size(min = 1, max = 30) List<@NotNull @Text(max = 1000) String> stepsEn,
    @Nullable @Size(max = 30) List<@NotNull @Text(max = 300) String> documentsEn,
    @Nullable @Text(max = 500) String legalBasis,
    @NotNull @Text(max = 2000) @Pattern(regexp = "https?://[^\\s]+", message = "url-invalid")
        String sourceUrl,
    @Nullable
        @Min(value = 1990, message = "year-invalid")
        @Max(value = 2100, message = "year-invalid")
        Integer figuresYear,
    @NotNull Confidence confidence,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo) {

  boolean holdsOn(LocalDate day) {
    return (validFrom == null || !day.isBefore(validFrom))
        && (validTo == null || !day.isAfter(validTo));
  }
}
