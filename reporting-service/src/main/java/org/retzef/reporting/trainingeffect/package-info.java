/**
 * The chain from training to take-up: what changed in departments that were trained, against those
 * that were not. Events become counts by department and month; an answer compares changes.
 */
@NullMarked
package org.retzef.reporting.trainingeffect;

import org.jspecify.annotations.NullMarked;
