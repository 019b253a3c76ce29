package org.retzef.rights.catalogue;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue tells of a right: the text of one version, as an editor hands it in.
 *
 * @param code its name in rules, events and other rights' conditions; never changes
 * @param nameAr null until a translator gives one: none is invented
 * @param bodyHe who grants it
 * @param conditions all must hold
 * @param benefitEn what it gives, in our own words
 * @param stepsEn how to claim it, in order
 * @param sourceUrl where the facts are from
 * @param figuresYear the year of the amounts; null where the source gives none or there are none
 */
record Right(
    String code,
    Category category,
    String nameHe,
    @Nullable String nameEn,
    @Nullable String nameAr,
    String bodyHe,
    @Nullable String bodyEn,
    List<Condition> conditions,
    String benefitEn,
    List<String> stepsEn,
    @Nullable String legalBasis,
    URI sourceUrl,
    @Nullable Integer figuresYear,
    Confidence confidence) {}
