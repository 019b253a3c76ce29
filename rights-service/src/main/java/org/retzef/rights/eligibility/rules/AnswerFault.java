package org.retzef.rights.eligibility.rules;

/**
 * Why an answer cannot be taken.
 *
 * @param index which of the answers; -1 where several contradict one another
 * @param facts the names of the facts, for the message
 */
public record AnswerFault(int index, String code, String facts) {}
