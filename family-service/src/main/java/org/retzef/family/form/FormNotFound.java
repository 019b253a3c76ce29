package org.retzef.family.form;

import org.retzef.platform.problem.Refusal;

final class FormNotFound extends Refusal {

  FormNotFound() {
    super(Kind.NOT_FOUND, "form-not-found");
  }
}
