package org.retzef.hotbudget;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * @param free in agorot
 */
@Table("peer_budget")
record Budget(@Id String code, long free, @Version long version) {

  Budget less(long amount) {
    return new Budget(code, free - amount, version);
  }
}
