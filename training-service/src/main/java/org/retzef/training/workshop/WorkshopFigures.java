package org.retzef.training.workshop;

/**
 * Workshops of a kind.
 *
 * @param centres Otzma centres in which one was held, each once
 * @param authorities authorities in which one was held, each once
 */
record WorkshopFigures(
    Workshop.Kind kind, int workshops, int participants, int centres, int authorities) {}
