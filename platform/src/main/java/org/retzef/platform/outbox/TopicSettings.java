package org.retzef.platform.outbox;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The topics that this process makes sure of; each brings its dead letters' topic. */
@ConfigurationProperties("retzef")
record TopicSettings(@DefaultValue List<String> topics, @DefaultValue Topic topic) {

  record Topic(@DefaultValue("2") int partitions, @DefaultValue("1") short replication) {}
}
