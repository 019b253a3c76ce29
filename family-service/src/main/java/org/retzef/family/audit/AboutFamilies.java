package org.retzef.family.audit;

import java.util.List;
import java.util.UUID;

/**
 * An answer that tells whose it is: when it is repeated out of memory, nothing is looked up that
 * would be {@link AuditedRequest#touch touched}, and its line names the families all the same.
 */
public interface AboutFamilies {

  List<UUID> families();
}
