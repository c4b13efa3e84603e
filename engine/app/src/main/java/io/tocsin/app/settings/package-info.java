// SPDX-License-Identifier: Apache-2.0
/**
 * What an operator may set: one YAML file as one tree of validated records. Depends on the JDK and a YAML parser only, so
 * that commands can read settings without loading the engine.
 */
@NullMarked
package io.tocsin.app.settings;

import org.jspecify.annotations.NullMarked;
