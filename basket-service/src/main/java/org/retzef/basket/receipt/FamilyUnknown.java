package org.retzef.basket.receipt;

/** The family service does not know the family, or no longer. */
final class FamilyUnknown extends RuntimeException {}
