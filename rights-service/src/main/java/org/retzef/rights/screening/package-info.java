/**
 * Finds which rights a family has, may have and has not, and why: one family, somebody nameless, or
 * a whole department over night. What is answered of a family lies sealed with its key.
 */
@NullMarked
package org.retzef.rights.screening;

import org.jspecify.annotations.NullMarked;
