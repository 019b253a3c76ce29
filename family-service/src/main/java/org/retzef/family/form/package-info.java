/**
 * Forms as data: typed fields, versions in force by date, and answers checked against them. A
 * published version never changes, so what was once answered keeps its meaning.
 */
@NullMarked
package org.retzef.family.form;

import org.jspecify.annotations.NullMarked;
