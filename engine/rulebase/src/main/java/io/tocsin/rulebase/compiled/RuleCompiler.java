// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import io.tocsin.rulebase.RuleException;
import io.tocsin.rulebase.drl.RuleFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/**
 * Compiles one rule file to the classes of an executable model. Seconds of CPU for the first file of a process, tenths of
 * a second after that. Thread-safe, one compilation at a time.
 */
public final class RuleCompiler {
    private static final Pattern RULE = Pattern.compile("(?m)^\\s*rule\\s+\"([^\"]+)\"");
    private static final Pattern SAID = Pattern.compile(
            "((?:The (?:method|constructor|operator|type)|Type mismatch|Syntax error|Cannot |Duplicate |\\$?\\w+ cannot be)[^\\n]*)");

    private RuleCompiler() {}

    /**
     * Compiles a file that passed the checks of {@code RuleSet}.
     *
     * @throws RuleException if it does not compile all the same
     */
    public static ClassBytes compile(RuleFile file) {
        try {
            return build(file.path(), file.text());
        } catch (Failure e) {
            throw new RuleException(explain(file, e));
        }
    }

    private static synchronized ClassBytes build(String path, String text) throws Failure {
        KieServices services = KieServices.get();
        KieFileSystem files = services.newKieFileSystem().write("src/main/resources/rules/" + path, text);
        KieBuilder builder = services.newKieBuilder(files, RuleCompiler.class.getClassLoader());
        try {
            builder.buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
            if (!errors.isEmpty()) {
                throw new Failure(errors.get(0).getText());
            }
            return classes((InternalKieModule) builder.getKieModule());
        } catch (RuntimeException | LinkageError e) {
            throw new Failure(String.valueOf(e.getMessage()));
        } finally {
            services.getRepository().removeKieModule(services.getRepository().getDefaultReleaseId());
        }
    }

    private static ClassBytes classes(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        module.getClassesMap().forEach((path, bytes) -> {
            if (path.startsWith("rules/")) {
                classes.put(path.replace('/', '.').replaceAll("\\.class$", ""), bytes);
            }
        });
        return new ClassBytes(new TreeMap<>(classes));
    }

    private static String explain(RuleFile file, Failure failure) {
        Matcher rules = RULE.matcher(file.text());
        while (rules.find()) {
            try {
                build(file.path(), only(file.text(), rules.start()));
            } catch (Failure alone) {
                return place(file, rules.start(1)) + "rule \"" + rules.group(1) + "\" does not compile: " + said(alone);
            }
        }
        return file.path() + ":1: the file does not compile: " + said(failure);
    }

    /** The text with every rule but one blanked, lines kept. */
    private static String only(String text, int start) {
        Matcher first = RULE.matcher(text);
        int head = first.find() ? first.start() : 0;
        Matcher next = RULE.matcher(text);
        int end = next.find(start + 1) ? next.start() : text.length();
        return text.substring(0, head) + blank(text.substring(head, start)) + text.substring(start, end);
    }

    private static String blank(String text) {
        return text.replaceAll("[^\\n]", " ");
    }

    private static String place(RuleFile file, int offset) {
        long line = 1
                + file.text()
                        .substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return file.path() + ":" + line + ": ";
    }

    private static String said(Failure failure) {
        Matcher said = SAID.matcher(String.valueOf(failure.getMessage()));
        return said.find() ? said.group(1).strip() : "check the types of what it compares and calls";
    }

    /** What the compiler said; may hold generated Java, so it is not shown as it is. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message);
        }
    }
}
