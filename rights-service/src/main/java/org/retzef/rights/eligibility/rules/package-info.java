/**
 * Decides eligibility: facts and a day's rules in, a verdict with reasons out. Pure Java and CEL,
 * without a framework, a database or a clock, since these are what people argue about.
 */
@NullMarked
@NamedInterface("rules")
package org.retzef.rights.eligibility.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
