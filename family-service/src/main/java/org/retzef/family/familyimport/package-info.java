/**
 * Takes in many families from one file. The file is read as it arrives, checked row by row, kept
 * sealed in batches, and loaded batch by batch; a batch and its families commit together, so that a
 * crash at any point loses nothing and does nothing twice.
 */
@NullMarked
package org.retzef.family.familyimport;

import org.jspecify.annotations.NullMarked;
