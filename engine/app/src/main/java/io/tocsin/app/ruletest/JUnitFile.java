// SPDX-License-Identifier: Apache-2.0
package io.tocsin.app.ruletest;

import io.tocsin.pipeline.scenario.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report as a JUnit file, which every build server shows: one suite per file of tests. */
public final class JUnitFile {
    private JUnitFile() {}

    /** Writes it, over what stands there. @throws IOException if it cannot be written */
    public static void write(RuleTestReport report, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            XMLStreamWriter xml =
                    XMLOutputFactory.newInstance().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Verdict>> suite : suites(report).entrySet()) {
                suite(xml, suite.getKey(), suite.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, List<Verdict>> suites(RuleTestReport report) {
        return report.verdicts().stream()
                .collect(Collectors.groupingBy(
                        verdict -> verdict.scenario().place().file(), TreeMap::new, Collectors.toList()));
    }

    private static void suite(XMLStreamWriter xml, String file, List<Verdict> verdicts) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", file);
        xml.writeAttribute("tests", Integer.toString(verdicts.size()));
        xml.writeAttribute(
                "failures",
                Long.toString(
                        verdicts.stream().filter(verdict -> !verdict.passed()).count()));
        xml.writeAttribute(
                "time", seconds(verdicts.stream().mapToDouble(Verdict::seconds).sum()));
        for (Verdict verdict : verdicts) {
            test(xml, file, verdict);
        }
        xml.writeEndElement();
    }

    private static void test(XMLStreamWriter xml, String file, Verdict verdict) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", file);
        xml.writeAttribute("name", legal(verdict.scenario().name()));
        xml.writeAttribute("time", seconds(verdict.seconds()));
        xml.writeAttribute("file", file);
        xml.writeAttribute("line", Integer.toString(verdict.scenario().place().line()));
        if (!verdict.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", legal(verdict.differences().get(0)));
            xml.writeCharacters(
                    legal(String.join("\n", verdict.differences()) + "\n" + String.join("\n", verdict.nearMisses())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Without the characters that XML 1.0 cannot hold. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
