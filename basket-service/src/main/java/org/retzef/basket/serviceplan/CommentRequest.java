package org.retzef.basket.serviceplan;

import jakarta.validation.constraints.NotNull;
import org.retzef.platform.problem.Text;

record CommentRequest(@NotNull @Text(max = 2000, multiline = true) String text) {

  @Override
  public String toString() {
    return "CommentRequest";
  }
}
