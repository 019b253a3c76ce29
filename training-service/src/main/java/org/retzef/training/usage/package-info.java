/**
 * What trainees do with what they learnt: entries to the rights site by department and role, the
 * number of answers to follow-ups, and sample talks [S3]. Without names, and without small counts.
 */
@NullMarked
package org.retzef.training.usage;

import org.jspecify.annotations.NullMarked;
