/** The rules of the fit: facts and criteria in, a ranking with reasons out. No database, no web. */
@NullMarked
package org.retzef.family.fit.rules;

import org.jspecify.annotations.NullMarked;
