package org.retzef.family.questionnaire;

import java.util.UUID;

/**
 * That an answer was taken; it does not tell which it is, because this is kept with who sent it.
 */
record TakenResponse(UUID questionnaireId, int number) {}
