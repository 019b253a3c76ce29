/**
 * Where a family lives and how to reach it, since when, and where it was before. Everything but the
 * language is sealed with the family's key.
 */
@NullMarked
package org.retzef.family.contactdetails;

import org.jspecify.annotations.NullMarked;
