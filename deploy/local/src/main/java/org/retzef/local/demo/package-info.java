/**
 * {@code ./retzef up --demo}: a made-up year after which the newsletter of September 2020 can be
 * read out of records. It is entered at the services' doors, as people and programs would, while
 * the platform's clock goes from January to September 2020 (decision 0062). Part of the launcher,
 * so it uses the JDK only.
 */
@NullMarked
package org.retzef.local.demo;

import org.jspecify.annotations.NullMarked;
