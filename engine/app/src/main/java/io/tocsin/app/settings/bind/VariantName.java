// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code type} says in the file to mean this record, where that is not the record's name in lower case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface VariantName {
    /** The word. */
    String value();
}
