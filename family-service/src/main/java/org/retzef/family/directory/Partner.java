package org.retzef.family.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An actor, or a kind of them where they are many.
 *
 * @param contactPost the post that one writes to, never a person; null while nobody has told
 * @param source which of the array's documents names it; {@code MINISTRY} for what was added later
 */
record Partner(
    String code,
    PartnerRequest.Kind kind,
    String nameHe,
    String nameAr,
    String nameEn,
    @Nullable String contactPost,
    String source,
    List<LegalBasis> legalBases,
    long version) {

  /**
   * @param scopes the most that an agreement on this basis can grant
   */
  record LegalBasis(String code, List<String> scopes) {}
}
