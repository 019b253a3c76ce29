package org.retzef.reporting.trainingeffect;

/** How an answer was reckoned, for whoever reads it. */
record Method(String name, String textHe, String textEn, String textAr) {}
