// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import java.util.Map;
import java.util.regex.Pattern;
import org.drools.model.Model;

/** Defines the classes of one rule file and makes its model. */
final class ModelLoader extends ClassLoader {
    private static final Pattern MODEL = Pattern.compile("rules\\.\\w+\\.Rules[0-9A-F]{32}");

    private final Map<String, byte[]> classes;

    private ModelLoader(Map<String, byte[]> classes) {
        super(ModelLoader.class.getClassLoader());
        this.classes = classes;
    }

    /** @throws IllegalArgumentException if the bytes hold no model */
    static Model load(ClassBytes bytes) {
        String name = bytes.classes().keySet().stream()
                .filter(candidate -> MODEL.matcher(candidate).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model among the class bytes"));
        try {
            Class<?> model = new ModelLoader(bytes.classes()).loadClass(name);
            return (Model) model.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException("the model's class cannot be loaded", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
