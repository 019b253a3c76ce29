package org.retzef.family.fit.rules;

/**
 * A condition for a track.
 *
 * @param code stable; a new version keeps it
 * @param expression CEL over the facts, true where the family meets it
 * @param source who says so
 * @param confirmed whether that source says it; if not, it was inferred
 */
public record Criterion(
    String track,
    String code,
    String expression,
    String nameHe,
    String nameAr,
    String nameEn,
    int version,
    String source,
    boolean confirmed) {}
