package org.retzef.reporting.sharing.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of this process together take 8 MB outside of the heap: Kafka's default is 50 each.
 */
public final class SmallStores implements RocksDBConfigSetter {

  private static final Cache CACHE = new LRUCache(8L << 20, -1, false, 0.1);
  private static final WriteBufferManager WRITES = new WriteBufferManager(4L << 20, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITES);
    options.setWriteBufferSize(1L << 20);
    options.setMaxWriteBufferNumber(2);
  }

  /** Cache and manager are of all stores, and live as long as the process. */
  @Override
  public void close(String storeName, Options options) {}
}
