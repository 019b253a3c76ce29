/**
 * The family service: units, programmes, families and their enrolments. It alone holds who a family
 * is; all others know a family by its id.
 */
@NullMarked
package org.retzef.family;

import org.jspecify.annotations.NullMarked;
