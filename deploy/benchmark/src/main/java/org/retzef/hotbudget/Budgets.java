package org.retzef.hotbudget;

import org.springframework.data.repository.ListCrudRepository;

interface Budgets extends ListCrudRepository<Budget, String> {}
