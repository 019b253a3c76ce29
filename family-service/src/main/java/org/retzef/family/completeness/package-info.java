/**
 * How complete the files of families are, before anybody reckons with them: a score per family and
 * department, and the gaps. What is asked for, and how much it weighs, is a table.
 */
@NullMarked
package org.retzef.family.completeness;

import org.jspecify.annotations.NullMarked;
