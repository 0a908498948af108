package io.bellwether.ruletest;

import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the form that build servers read: a test suite for each file. */
public final class JUnitXml {

    private JUnitXml() {}

    /** Writes them, in the order in which they are. */
    public static void write(List<RuleTests.Result> results, Writer to) throws XMLStreamException {
        XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to);
        xml.writeStartDocument("UTF-8", "1.0");
        start(xml, "testsuites", "bellwether rules test", results);
        Map<String, List<RuleTests.Result>> byFile = results.stream()
                .collect(
                        Collectors.groupingBy(result -> result.test().file(), LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<RuleTests.Result>> file : byFile.entrySet()) {
            start(xml, "testsuite", file.getKey(), file.getValue());
            for (RuleTests.Result result : file.getValue()) {
                write(result, xml);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void start(XMLStreamWriter xml, String element, String name, List<RuleTests.Result> results)
            throws XMLStreamException {
        long failed = results.stream().filter(result -> !result.passed()).count();
        long nanos = results.stream().mapToLong(RuleTests.Result::nanos).sum();
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(failed));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", seconds(nanos));
    }

    private static void write(RuleTests.Result result, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", result.test().name());
        xml.writeAttribute("classname", result.test().file());
        xml.writeAttribute("time", seconds(result.nanos()));
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", result.failures().get(0));
            xml.writeCharacters(String.join("\n", result.failures()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    }
}
