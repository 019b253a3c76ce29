package org.retzef.family.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.retzef.platform.problem.Text;

/**
 * @param code in capitals, as agreements and tokens have it
 * @param contactPost a code of a post, never a person
 * @param legalBases why it may be joined, and what for; each basis once
 */
record PartnerRequest(
    @NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9_-]{1,39}", message = "partner-code-invalid")
        String code,
    @NotNull Kind kind,
    @NotNull @Text(max = 160) String nameHe,
    @NotNull @Text(max = 160) String nameAr,
    @NotNull @Text(max = 160) String nameEn,
    @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "post-code-invalid")
        String contactPost,
    @NotNull @Size(min = 1, max = 10, message = "size-invalid")
        List<@NotNull @Valid Basis> legalBases) {

  enum Kind {
    MINISTRY,
    PUBLIC_BODY,
    LOCAL_GOVERNMENT,
    FOUNDATION,
    ACADEMIA,
    NGO,
    NATIONAL_PROGRAMME
  }

  /**
   * @param scopes the most that an agreement on this basis can grant; none is a basis that opens
   *     nothing here
   */
  record Basis(
      @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "legal-basis-invalid")
          String code,
      @NotNull @Size(max = 10, message = "scope-unknown")
          List<@NotNull @Pattern(regexp = Scopes.KNOWN, message = "scope-unknown") String>
              scopes) {}
}
