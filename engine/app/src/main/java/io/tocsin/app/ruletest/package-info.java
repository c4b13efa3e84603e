// SPDX-License-Identifier: Apache-2.0
/** What came of the tests of rules: as text for people, as JSON, and as a JUnit file. Depends on the pipeline only. */
@NullMarked
package io.tocsin.app.ruletest;

import org.jspecify.annotations.NullMarked;
