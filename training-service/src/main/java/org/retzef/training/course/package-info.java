/**
 * The courses on offer: for whom, in which language, how long, with which modules. Sessions,
 * registrations and follow-ups will hang on them, so a course is the first thing that is known.
 */
@NullMarked
package org.retzef.training.course;

import org.jspecify.annotations.NullMarked;
