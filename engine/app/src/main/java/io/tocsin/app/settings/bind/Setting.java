// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one setting is, for the binder and for the manual. Stands on a component of a record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it does, in one sentence for operators. */
    String value();

    /** The built-in value as it would be written in the file; empty when there is none. */
    String fallback() default "";
}
