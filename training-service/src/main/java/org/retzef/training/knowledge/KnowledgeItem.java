package org.retzef.training.knowledge;

import java.time.LocalDate;

/**
 * A guide in the version of a day.
 *
 * @param number of the version, from 1
 */
record KnowledgeItem(
    String code,
    PublishRequest.Phase phase,
    int number,
    LocalDate validFrom,
    String titleHe,
    String textHe) {}
