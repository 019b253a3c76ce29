/**
 * What trainees answer to follow-ups, by the page behind a mail's link: forms with versions,
 * answers without names, and counts from which nobody can be told.
 */
@NullMarked
package org.retzef.training.feedback;

import org.jspecify.annotations.NullMarked;
