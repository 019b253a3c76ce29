/**
 * Mails to trainees: where they go, how they leave, and what came back. Features bring piles of
 * mails that are due; each mail leaves once, whatever crashes and however many copies of the
 * service run. Only the database's clock counts.
 */
@NullMarked
package org.retzef.training.mail;

import org.jspecify.annotations.NullMarked;
