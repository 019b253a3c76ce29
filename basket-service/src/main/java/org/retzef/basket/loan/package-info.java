/**
 * The loan fund for young people in debt. A loan is owed back and a grant is not, so loans have
 * accounts, a source and a report of their own and stand in no report of grants.
 */
@NullMarked
package org.retzef.basket.loan;

import org.jspecify.annotations.NullMarked;
