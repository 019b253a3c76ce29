/**
 * Setting a programme up in a department: a checklist that must be done before families are
 * enrolled in it there. All programmes of a department share one management and one supervision.
 * Where no set-up was started the programme counts as open, as it was before this was recorded.
 */
@NullMarked
package org.retzef.family.setup;

import org.jspecify.annotations.NullMarked;
