package org.retzef.reporting.trainingeffect;

/** Entries to the rights site by workers of one role. */
record UseByRole(String role, long before, long after) {}
