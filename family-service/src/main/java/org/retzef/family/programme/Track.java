package org.retzef.family.programme;

/** What a family is enrolled in: a budget track of a programme. */
public record Track(String code, String programme, String nameHe, String nameEn) {}
