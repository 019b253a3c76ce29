/**
 * The log of contacts: visits, calls, messages and sessions at the centre. Nothing in it is
 * removed; a mistake is corrected by a further row.
 */
@NullMarked
package org.retzef.family.contact;

import org.jspecify.annotations.NullMarked;
