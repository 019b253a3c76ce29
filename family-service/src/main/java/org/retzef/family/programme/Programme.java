package org.retzef.family.programme;

/** A programme of the array, such as Noshmim LiRvacha. */
record Programme(String code, String nameHe, String nameEn) {}
