package org.retzef.family.partner;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.family.directory.Scopes;
import org.retzef.family.registration.NotBefore1900;
import org.retzef.platform.problem.Text;

/**
 * @param actor whose program it is, a code of {@code /api/v1/partners}; {@code NGO} unless said
 * @param validUntil last day; until another day is agreed unless said
 * @param sandbox not unless said
 */
record AgreementRequest(
    @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String partner,
    @Nullable @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String actor,
    @NotNull @Text(max = 160) String nameHe,
    @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "legal-basis-invalid")
        String legalBasis,
    @NotNull @Size(min = 1, max = 10, message = "scope-unknown")
        List<@NotNull @Pattern(regexp = Scopes.KNOWN, message = "scope-unknown") String> scopes,
    @NotNull @NotBefore1900 LocalDate validFrom,
    @Nullable LocalDate validUntil,
    @Nullable Boolean sandbox) {

  String actorOrNgo() {
    return actor == null ? "NGO" : actor;
  }
}
