package org.retzef.rights.screening;

/**
 * The one question that would settle most rights.
 *
 * @param fact what is asked
 * @param settles how many rights wait for this answer alone
 * @param concerns how many rights wait for it, alone or among others
 */
record Question(
    String fact,
    int settles,
    int concerns,
    String questionHe,
    String questionAr,
    String questionEn) {}
