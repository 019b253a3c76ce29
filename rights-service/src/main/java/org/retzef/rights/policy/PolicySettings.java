package org.retzef.rights.policy;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param fewestFamilies so many families must be stuck for a policy item; fewer are never told
 */
@Validated
@ConfigurationProperties("retzef.policy")
record PolicySettings(@Min(3) int fewestFamilies) {}
