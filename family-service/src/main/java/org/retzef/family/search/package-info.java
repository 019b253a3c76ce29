/**
 * Finds families by a name, an id number or a phone, though all of these are sealed: by keyed
 * hashes of how they are spelled. Of whom a hash is, nobody can tell without the key.
 */
@NullMarked
package org.retzef.family.search;

import org.jspecify.annotations.NullMarked;
