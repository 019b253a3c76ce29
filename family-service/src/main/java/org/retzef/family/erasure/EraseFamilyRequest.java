package org.retzef.family.erasure;

import jakarta.validation.constraints.NotNull;

/** Codes only: a free text could tell who they were, and would outlive the erasure. */
record EraseFamilyRequest(@NotNull Reason reasonCode, @NotNull LegalBasis legalBasis) {

  enum Reason {
    FAMILY_ASKED,
    RETENTION_OVER,
    COURT_ORDER,
    RECORDED_IN_ERROR
  }

  /** What allows or demands it. */
  enum LegalBasis {
    PRIVACY_PROTECTION_LAW,
    ARCHIVES_LAW,
    COURT_DECISION,
    MINISTRY_DIRECTIVE
  }
}
