package org.retzef.training;

import org.retzef.platform.testing.RetzefIT;
import org.retzef.platform.testing.ServesValidOpenApi;

@RetzefIT
class OpenApiIT implements ServesValidOpenApi {}
