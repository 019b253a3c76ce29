package org.retzef.platform.testing;

import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** What a running service does again and again without being asked. */
public final class ScheduledMethods {

  private ScheduledMethods() {}

  /** By its package's last part: {@code receipt.ReceiptReminders.remindOfWhatIsDue}, in order. */
  public static List<String> of(ApplicationContext service) {
    return service.getBeansOfType(ScheduledTaskHolder.class).values().stream()
        .flatMap(holder -> holder.getScheduledTasks().stream())
        .map(ScheduledTask::toString)
        .filter(name -> name.startsWith("org.retzef."))
        .map(name -> name.replaceFirst(".*\\.(\\w+\\.\\w+\\.\\w+)$", "$1"))
        .sorted()
        .toList();
  }
}
