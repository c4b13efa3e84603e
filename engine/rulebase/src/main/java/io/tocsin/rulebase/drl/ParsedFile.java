// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.drl;

import io.tocsin.rulebase.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;

/**
 * One rule file parsed, and what its syntax or structure has against it.
 *
 * <p>The parser is the one the compiler uses (language level DRL6). The newer DRL10 grammar takes broken files that carry
 * annotations without a complaint, swallowing what follows the annotation.
 *
 * @param rules the rules, in order; empty when the syntax is wrong
 * @param problems what is wrong, in order
 */
record ParsedFile(List<RuleText> rules, List<Diagnosis> problems) {
    private static final List<String> KEYWORDS = List.of("package", "import", "rule", "when", "then", "end");
    private static final Pattern BLOCK = Pattern.compile("(?m)^\\s*(rule)\\b|(?<![.$\\w])(end)\\b(?!\\s*\\()");
    private static final Pattern RULE_NAME = Pattern.compile("\\s*\"?([^\"\\n]*)");
    private static final Pattern GIVEN = Pattern.compile("input '([^']*)'");
    private static final Pattern MODEL_IMPORT =
            Pattern.compile("io\\.tocsin\\.model\\.(alert|decision|fact|scope)\\.(\\*|\\w+)");

    /** Parses a file. */
    static ParsedFile of(RuleFile file) {
        MaskedText masked = new MaskedText(file.text());
        List<Diagnosis> problems = new ArrayList<>(unfinished(file, masked));
        if (!problems.isEmpty()) {
            return new ParsedFile(List.of(), problems);
        }
        DrlParser parser = new DrlParser();
        PackageDescr parsed = null;
        try {
            parsed = parser.parse(false, file.text());
        } catch (DroolsParserException e) {
            problems.add(new Diagnosis(file.path(), 1, 0, "the file cannot be parsed"));
        }
        for (DroolsError error : parser.getErrors()) {
            if (error instanceof ParserError at && at.getRow() > 0) {
                problems.add(syntax(file, masked, at));
            }
        }
        if (parsed == null) {
            return new ParsedFile(List.of(), problems);
        }
        problems.addAll(structure(file, parsed));
        List<RuleText> rules = parsed.getRules().stream()
                .map(rule -> RuleReader.read(file, rule))
                .toList();
        return new ParsedFile(rules, problems);
    }

    private static List<Diagnosis> unfinished(RuleFile file, MaskedText masked) {
        List<Diagnosis> problems = new ArrayList<>();
        int open = -1;
        Matcher block = BLOCK.matcher(masked.text());
        while (block.find()) {
            boolean begins = block.group(1) != null;
            if (begins && open >= 0) {
                problems.add(missingEnd(file, masked, open, " before rule \"" + name(file, block.end(1)) + "\""));
            }
            open = begins ? block.start(1) : -1;
        }
        if (open >= 0) {
            problems.add(missingEnd(file, masked, open, ""));
        }
        return problems;
    }

    private static Diagnosis missingEnd(RuleFile file, MaskedText masked, int start, String where) {
        String name = name(file, start + "rule".length());
        return new Diagnosis(file.path(), masked.line(start), 0, "rule \"" + name + "\" has no 'end'" + where);
    }

    private static String name(RuleFile file, int offset) {
        Matcher name = RULE_NAME.matcher(file.text());
        return name.find(offset) ? name.group(1).strip() : "";
    }

    private static Diagnosis syntax(RuleFile file, MaskedText masked, ParserError error) {
        Matcher given = GIVEN.matcher(String.valueOf(error.getMessage()));
        String word = given.find() ? given.group(1) : "";
        int offset = masked.offset(error.getRow(), error.getCol() + 1);
        String reason = word.isEmpty() || "<EOF>".equals(word)
                ? "the rule ends before it is complete; is a bracket or quote still open?"
                : "unexpected '" + word + "'" + advice(masked, word, offset);
        return new Diagnosis(file.path(), error.getRow(), error.getCol() + 1, reason);
    }

    private static String advice(MaskedText masked, String word, int offset) {
        String before = masked.text().substring(0, offset).stripTrailing();
        if (KEYWORDS.contains(word)) {
            return " here; is a bracket or quote still open before it?";
        }
        String meant = Spelling.hint(word, KEYWORDS);
        boolean afterValue = !before.isEmpty() && ",(&|=<>!:".indexOf(before.charAt(before.length() - 1)) < 0;
        if (meant.isEmpty() && afterValue && Character.isJavaIdentifierStart(word.charAt(0)) && open(before)) {
            return "; is a comma missing before it?";
        }
        return meant;
    }

    private static boolean open(String before) {
        return before.chars().filter(c -> c == '(').count()
                > before.chars().filter(c -> c == ')').count();
    }

    private static List<Diagnosis> structure(RuleFile file, PackageDescr parsed) {
        List<Diagnosis> problems = new ArrayList<>();
        String expected = "rules." + file.concern().replace('-', '_');
        if (!expected.equals(parsed.getName())) {
            problems.add(at(file, 1, "a file in " + file.concern() + "/ must begin with 'package " + expected + ";'"));
        }
        parsed.getImports().stream()
                .filter(use -> !MODEL_IMPORT.matcher(use.getTarget()).matches())
                .forEach(use -> problems.add(at(
                        file,
                        use.getLine(),
                        "import of " + use.getTarget()
                                + " is refused; rules see io.tocsin.model.{alert,decision,fact,scope} only")));
        refuse(file, problems, "function", parsed.getFunctions().size());
        refuse(file, problems, "import function", parsed.getFunctionImports().size());
        refuse(
                file,
                problems,
                "import accumulate",
                parsed.getAccumulateImports().size());
        refuse(file, problems, "global", parsed.getGlobals().size());
        refuse(
                file,
                problems,
                "declare",
                parsed.getTypeDeclarations().size()
                        + parsed.getEnumDeclarations().size()
                        + parsed.getEntryPointDeclarations().size()
                        + parsed.getWindowDeclarations().size());
        refuse(file, problems, "query", (int)
                parsed.getRules().stream().filter(rule -> rule.isQuery()).count());
        if (parsed.getUnit() != null || !parsed.getAttributes().isEmpty()) {
            problems.add(at(file, 1, "attributes and units of a whole file are refused; write rules only"));
        }
        return problems;
    }

    private static void refuse(RuleFile file, List<Diagnosis> problems, String what, int count) {
        if (count > 0) {
            String word = what.substring(what.lastIndexOf(' ') + 1);
            Matcher place = Pattern.compile("\\b" + word + "\\b").matcher(new MaskedText(file.text()).text());
            int line = place.find() ? new MaskedText(file.text()).line(place.start()) : 1;
            problems.add(at(file, line, String.format(Locale.ROOT, "'%s' is refused; write rules only", what)));
        }
    }

    private static Diagnosis at(RuleFile file, int line, String reason) {
        return new Diagnosis(file.path(), Math.max(1, line), 0, reason);
    }
}
