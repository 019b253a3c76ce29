/**
 * Workshops for workers and clients, and in how many places they were held: out of records [S1].
 */
@NullMarked
package org.retzef.training.workshop;

import org.jspecify.annotations.NullMarked;
