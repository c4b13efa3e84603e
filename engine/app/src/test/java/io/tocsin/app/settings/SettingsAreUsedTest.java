// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tocsin.app.settings.bind.Setting;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A setting that nothing reads would be a promise that nobody keeps. */
class SettingsAreUsedTest {
    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tocsin.app");

    @Test
    void everySettingIsReadBySomethingElse() {
        // Given
        List<String> unread = new ArrayList<>();
        int looked = 0;

        // When
        for (JavaClass type : program) {
            if (type.getPackageName().equals("io.tocsin.app.settings")
                    && type.reflect().isRecord()) {
                for (RecordComponent component : type.reflect().getRecordComponents()) {
                    assertThat(component.isAnnotationPresent(Setting.class)).isTrue();
                    looked++;
                    if (!isRead(type.getMethod(component.getName()))) {
                        unread.add(type.getSimpleName() + "." + component.getName());
                    }
                }
            }
        }

        // Then
        assertThat(looked).isGreaterThan(30);
        assertThat(unread).isEmpty();
    }

    /** Read outside the record, or by a method of the record which is itself called from outside. */
    private static boolean isRead(JavaMethod accessor) {
        JavaClass owner = accessor.getOwner();
        if (isCalledFromOutside(accessor, owner)) {
            return true;
        }
        String name = accessor.getName();
        return Arrays.stream(owner.getMethods().toArray(JavaMethod[]::new))
                .filter(method -> method.getFieldAccesses().stream()
                        .anyMatch(access -> access.getTarget().getName().equals(name)))
                .filter(method -> !method.getName().equals(name))
                .filter(method -> !List.of("toString", "hashCode", "equals").contains(method.getName()))
                .anyMatch(method -> isCalledFromOutside(method, owner));
    }

    private static boolean isCalledFromOutside(JavaMethod method, JavaClass owner) {
        return method.getAccessesToSelf().stream()
                .anyMatch(access -> !access.getOriginOwner().equals(owner));
    }
}
