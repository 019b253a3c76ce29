/**
 * A training project of a year: which departments it is for and in which order, with the reasons;
 * and its milestones, with those that are overdue [S3].
 */
@NullMarked
package org.retzef.training.project;

import org.jspecify.annotations.NullMarked;
