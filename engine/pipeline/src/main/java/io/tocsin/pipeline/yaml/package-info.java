// SPDX-License-Identifier: Apache-2.0
/**
 * YAML files that operators write, read strictly: every value knows its place, and every flaw of a file is said at once. Start
 * with {@link io.tocsin.pipeline.yaml.YamlFile}. Depends on the rulebase's spelling only.
 */
@NullMarked
package io.tocsin.pipeline.yaml;

import org.jspecify.annotations.NullMarked;
