package org.retzef.reporting.trainingeffect;

/**
 * What became of the follow-ups of one stage.
 *
 * @param stage {@code FIRST} after three days, {@code SECOND} after three weeks, {@code THIRD}
 *     after three months [S3]
 */
record FollowUps(String stage, long mails, long answers) {}
